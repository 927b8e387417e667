import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Invalid } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { slicesOf } from '../../platform/slices.js';
import { Policies } from '../../policies/index.js';
import { keptUntil } from '../cutoffs.js';
import { Gate } from '../gate.js';
import { keepingPeriods, kinds, type KeptKind, type Period, type Place } from '../kinds/index.js';
import { among } from '../kept.queries.js';
import { LettingGo } from '../purging/letting-go.service.js';
import { Purging } from '../purging/purging.service.js';
import type {
  ErasedView,
  KeptOfPersonView,
  PersonAsked,
  PersonErasure,
  PersonView,
} from './person.dto.js';
import { addressHash, Mentions } from './mentions.service.js';
import type { Trace } from './trace.js';
import { traces } from './traces.js';

type Row = { id: string; stays: string | null } & Record<string, string | null>;

interface Standing {
  id: string;
  held: number;
  startedOn: string | null;
  period: Period;
}

const rule = 'A person asked for it';
const places = new Map<string, { kind: KeptKind; place: Place }>(
  kinds.flatMap((kind) => kind.places.map((place) => [place.code, { kind, place }])),
);

/** What is kept of one person, found by their e-mail address: told to them, and let go where nothing keeps it. */
@Injectable()
export class PersonData {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly gate: Gate,
    private readonly lettingGo: LettingGo,
    private readonly purging: Purging,
    private readonly mentions: Mentions,
  ) {}

  /** Everything, to be handed over; that it was is in the journal. */
  async export(actor: Actor, { email, name }: PersonAsked): Promise<PersonView> {
    const kept = await this.find(email, name);
    const items = kept.length;
    await this.database.transaction(async () => {
      this.journal.record(actor, 'person.exported', subjectOf(email), null, { items });
    });
    return { email, at: this.clock.now().toISOString(), kept };
  }

  async find(address: string, name?: string): Promise<KeptOfPersonView[]> {
    await this.mentions.ready();
    return this.found(address, name);
  }

  private async found(address: string, typed?: string): Promise<KeptOfPersonView[]> {
    const email = address.toLowerCase();
    const name = typed?.trim().replace(/\s+/g, ' ');
    const person = { email, ...(name ? { name } : {}) };
    const kept: KeptOfPersonView[] = [];
    for (const trace of traces) {
      const rows = await this.database.sql<
        Row[]
      >`${trace.rows(email, this.clock.now().toISOString(), person)}`;
      const standings = await this.standings(trace, rows);
      for (const row of rows) kept.push(await this.told(trace, row, standings.get(row.id)));
    }
    return kept;
  }

  /** Lets go at once what nothing keeps, and says why the rest stays. */
  async erase(actor: Actor, { email, name, confirmation }: PersonErasure): Promise<ErasedView> {
    if (confirmation.toLowerCase() !== email.toLowerCase()) {
      throw new Invalid({ confirmation: 'is not the same address' });
    }
    await this.mentions.ready();
    return this.database.transaction(async () => {
      await this.gate.close();
      const kept = await this.found(email, name);
      const going = kept.filter(({ stays }) => stays === undefined);
      const stayed = kept.filter(({ stays }) => stays !== undefined);
      for (const [code, ids] of byPlace(going)) {
        const known = places.get(code);
        if (!known) throw new Error(`No kind keeps ${code}.`);
        for await (const some of slicesOf(ids, 200)) {
          await this.lettingGo.of(code).letGo(some, rule, 'request');
          const told = { kind: known.kind.code, place: code, ids: some, rules: [rule] };
          await this.purging.note({ actor, reason: 'request', runId: null }, told);
        }
      }
      const counts = { erased: going.length, stayed: stayed.length };
      this.journal.record(actor, 'person.erased', subjectOf(email), null, counts);
      return { erased: going.length, stayed };
    });
  }

  private async standings(
    { place: code }: Trace,
    rows: readonly Row[],
  ): Promise<Map<string, Standing>> {
    const known = places.get(code);
    const found = new Map<string, Standing>();
    if (!known) return found;
    for await (const some of slicesOf(rows, 200)) {
      const these = among(
        known.place,
        some.map(({ id }) => id),
      );
      const standings = await this.database.sql<Standing[]>`
        SELECT i.id, i.held, i.started_on AS "startedOn", i.period FROM (${known.place.items}) i WHERE ${these}`;
      for (const one of standings) found.set(one.id, one);
    }
    return found;
  }

  private async told(
    { place, what, purpose }: Trace,
    { id, stays, until: ends, ...content }: Row,
    standing: Standing | undefined,
  ): Promise<KeptOfPersonView> {
    const periods = await this.policies.read(keepingPeriods);
    const { held, startedOn, period } = standing ?? { held: 0, startedOn: null, period: undefined };
    const ruled = startedOn && period ? keptUntil(startedOn, period, periods) : null;
    const until = typeof ends === 'string' ? ends.slice(0, 10) : ruled;
    const why = held === 1 ? 'A legal hold keeps it.' : stays;
    const told = present({ until, stays: why });
    return { place, id, what, purpose, ...told, content: present(content) };
  }
}

/** The journal names whom it was about without telling the address. */
const subjectOf = (email: string) => ({
  kind: 'person',
  id: addressHash(email),
});

function byPlace(kept: readonly KeptOfPersonView[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { place, id } of kept) grouped.set(place, [...(grouped.get(place) ?? []), id]);
  return grouped;
}
