import { Injectable } from '@nestjs/common';
import {
  IncidentQueries,
  RotationQueries,
  rotationStates,
  rotationStateWords,
  type RotationQuery,
  type RotationState,
  type RotationView,
} from '../../../incidents/index.js';
import type { Caller } from '../../../identity/index.js';
import { credentialKindWords } from '../../../vendors/index.js';
import { listLinks } from '../../frame/list-links.js';
import { selectField } from '../../frame/select-field.js';
import { incidentFrame } from '../incident-frame.js';

const statusOf: Readonly<Record<RotationState, string>> = {
  open: 'open',
  signed_off: 'done',
  not_needed: 'withdrawn',
};

/** The checklist of what is to be renewed because of an incident. */
@Injectable()
export class RotationsPage {
  constructor(
    private readonly incidents: IncidentQueries,
    private readonly queries: RotationQueries,
  ) {}

  async of(me: Caller, id: string, url: string, query: RotationQuery): Promise<object> {
    const incident = await this.incidents.view(id);
    const [counts, page] = await Promise.all([
      this.queries.counts(id),
      this.queries.page(id, query),
    ]);
    const options = rotationStates.map((value) => ({ value, label: rotationStateWords[value] }));
    return {
      ...incidentFrame(me, incident, 'rotations'),
      counts: { ...counts, all: counts.open + counts.signedOff + counts.notNeeded },
      filters: { state: selectField('state', 'State', options, query.state) },
      filtered: Boolean(query.state ?? query.vendorId),
      lines: page.items.map(rotationShown),
      ...listLinks(url, page),
    };
  }
}

export const rotationShown = (rotation: RotationView) => ({
  ...rotation,
  href: `/rotations/${rotation.id}`,
  vendorHref: `/incidents/${rotation.incidentId}/vendors/${rotation.vendorId}`,
  kindWord: credentialKindWords[rotation.credentialKind],
  word: rotationStateWords[rotation.state],
  status: statusOf[rotation.state],
  isOpen: rotation.state === 'open',
  overdue: rotation.isLate && rotation.state === 'open',
});
