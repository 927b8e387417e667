import { Injectable } from '@nestjs/common';
import { RotationQueries, rotationStateWords, type RotationView } from '../../incidents/index.js';
import { Breaths } from '../../platform/breaths.js';
import { instantText } from '../../platform/templates/index.js';
import { credentialKindWords } from '../../vendors/index.js';
import type { RotationsPart } from './incident.view.js';

const most = 300;
const atOnce = 100;

/** What of ours is renewed because of an incident. */
@Injectable()
export class RotationParts {
  constructor(private readonly queries: RotationQueries) {}

  async of(incidentId: string): Promise<RotationsPart> {
    const breaths = new Breaths();
    const { open, late, signedOff, notNeeded } = await this.queries.counts(incidentId);
    const lines: RotationView[] = [];
    let cursor: string | undefined;
    do {
      await breaths.take();
      const asked = { size: atOnce, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.queries.page(incidentId, asked);
      lines.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined && lines.length < most);
    const shown = lines.slice(0, most);
    return {
      ...{ open, late, signedOff, notNeeded },
      lines: shown.map(lineOf),
      more: Math.max(0, open + signedOff + notNeeded - shown.length),
    };
  }
}

const lineOf = (one: RotationView): RotationsPart['lines'][number] => ({
  credential: one.credential,
  kind: credentialKindWords[one.credentialKind],
  vendor: one.vendor,
  owner: one.owner,
  dueAt: one.dueAt,
  state: rotationStateWords[one.state],
  isLate: one.isLate,
  isOpen: one.state === 'open',
  settled:
    one.settledBy && one.settledAt
      ? `${one.settledBy}, ${instantText(new Date(one.settledAt))}`
      : null,
});
