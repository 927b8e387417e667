import { Injectable } from '@nestjs/common';
import {
  affectedTogether,
  EventQueries,
  IncidentQueries,
  type BondView,
  type EventView,
} from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import type { Form } from '../../platform/http/index.js';
import { sourceWords, ToolUsers, type ToolUseLine } from '../../supply-chain/index.js';
import { shownForm } from '../frame/form-fields.js';
import {
  advisoryKindWords,
  advisorySourceWords,
  advisoryStyles,
  bondRuleWords,
  bondStateWords,
} from './advisory-words.js';

const mostPackages = 5;
const mostUses = 10;

const joinFields = {
  other: {
    label: 'Another advisory of the same event',
    called: 'The other advisory',
    maxlength: 200,
    width: '20',
    autocomplete: 'off',
    hint: 'Its id, such as MAL-2026-2144.',
  },
  reason: { label: 'Why are they one event?', called: 'The reason', maxlength: 1_000 },
};

/** What one or several advisories tell of, with all of them, and who uses what they name. */
@Injectable()
export class EventPage {
  constructor(
    private readonly events: EventQueries,
    private readonly incidents: IncidentQueries,
    private readonly users: ToolUsers,
  ) {}

  async of(me: Caller, id: string, form: Form<object>): Promise<object> {
    const event = await this.events.view(id);
    const [incidents, uses] = await Promise.all([
      this.incidentsAbout(id),
      me.may.has('tools.read') ? this.usesOf(event) : [],
    ]);
    const withdrawn = event.advisories.filter(({ withdrawnAt }) => withdrawnAt).length;
    return {
      title: event.title,
      crumbs: [{ href: '/advisories', label: 'Advisories' }, { label: event.ids[0] ?? 'Event' }],
      styles: advisoryStyles,
      path: `/advisories/events/${id}`,
      event: { ...event, kindWord: advisoryKindWords[event.kind], withdrawn },
      affected: affectedTogether(event.affected),
      otherNames: event.names.filter((name) => !event.ids.includes(name)),
      records: event.advisories.map((advisory) => ({
        ...advisory,
        href: `/advisories/${advisory.id}`,
        how: advisorySourceWords[advisory.source],
      })),
      suggestions: event.bonds.filter(({ state }) => state === 'suggested').map(bondShown),
      bonds: event.bonds.filter(({ state }) => state !== 'suggested').map(bondShown),
      uses,
      incidents,
      mayWrite: me.may.has('incidents.write'),
      mayTools: me.may.has('tools.read'),
      ...shownForm(joinFields, form),
    };
  }

  private async incidentsAbout(eventId: string): Promise<object[]> {
    const open = await this.incidents.openAbout([eventId]);
    const views = await Promise.all(open.slice(0, 20).map(({ id }) => this.incidents.view(id)));
    return views.map(({ id, reference, title, sentence }) => ({
      href: `/incidents/${id}`,
      reference,
      title,
      sentence,
    }));
  }

  /** Which vendors use a package of it in any version, the first few of each package. */
  private async usesOf({ affected }: EventView): Promise<object[]> {
    const purls = [...new Set(affected.flatMap(({ purl }) => purl ?? []))].slice(0, mostPackages);
    return Promise.all(
      purls.map(async (purl) => {
        const { counts, page } = await this.users.find({ q: purl, size: mostUses });
        return {
          purl,
          vendors: counts.vendors,
          lines: page.items.map(useLine),
          more: page.next !== undefined,
          href: `/tools?q=${encodeURIComponent(purl)}`,
        };
      }),
    );
  }
}

const useLine = ({ vendorId, vendor, version, describedOn, stale, source }: ToolUseLine) => ({
  href: `/vendors/${vendorId}`,
  vendor,
  version,
  describedOn,
  stale,
  source: sourceWords[source],
});

const bondShown = (bond: BondView): object => ({
  ...bond,
  oneHref: `/advisories/${bond.oneId}`,
  otherHref: `/advisories/${bond.otherId}`,
  ruleWord: bondRuleWords[bond.rule],
  stateWord: bondStateWords[bond.state],
  action: `/advisories/bonds/${bond.id}`,
  holds: bond.state === 'holds',
});
