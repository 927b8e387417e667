import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Invalid } from '../../platform/errors.js';
import { folded } from '../../platform/folded.js';
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
  NamesakeView,
  PersonAsked,
  PersonErasure,
  PersonView,
} from './person.dto.js';
import { addressesIn, addressHash, Mentions, nameHash } from './mentions.service.js';
import { nameKey } from './names-in.js';
import type { Person, Trace } from './trace.js';
import { byNameInJournal, traces } from './traces.js';
import { TypedNames } from './typed-names.service.js';

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

/** What is kept of one person, found by their e-mail address or their name: told to them, and let go where nothing keeps it. */
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
    private readonly names: TypedNames,
  ) {}

  /** Everything, to be handed over; that it was is in the journal. */
  async export(actor: Actor, asked: PersonAsked): Promise<PersonView> {
    const { kept, namesakes } = await this.find(asked);
    const items = kept.length;
    await this.database.transaction(async () => {
      this.journal.record(actor, 'person.exported', subjectOf(asked), null, { items });
    });
    const at = this.clock.now().toISOString();
    const told = kept.map((one) => ({ ...one, content: readable(one.content) }));
    return { ...(asked.email ? { email: asked.email } : {}), at, namesakes, kept: told };
  }

  /** What there is of them, and who has the name that was asked for. */
  async find(asked: PersonAsked): Promise<Pick<PersonView, 'kept' | 'namesakes'>> {
    const person = personOf(asked);
    await this.mentions.ready();
    const found = await this.found(person, new Set());
    const kept = [...found, ...(await this.typed(person, found))];
    const namesakes = person.name === undefined ? [] : await this.names.namesakes(person.name);
    return { kept, namesakes: namesakes.map((one) => present(one) as NamesakeView) };
  }

  /** Lets go at once what nothing keeps, and says why the rest stays. */
  async erase(actor: Actor, asked: PersonErasure): Promise<ErasedView> {
    const person = personOf(asked);
    const same = asked.email ?? person.name ?? '';
    if (folded(asked.confirmation).trim() !== folded(same).trim()) {
      throw new Invalid({ confirmation: `is not the same ${asked.email ? 'address' : 'name'}` });
    }
    await this.mentions.ready();
    const typed = await this.typed(person, await this.found(person, new Set()));
    return this.database.transaction(async () => {
      await this.gate.close();
      const kept = await this.found(person, new Set(asked.entries));
      const going = kept.filter(({ stays }) => stays === undefined);
      const stayed = [...kept.filter(({ stays }) => stays !== undefined), ...typed];
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
      this.journal.record(actor, 'person.erased', subjectOf(asked), null, counts);
      return { erased: going.length, stayed };
    });
  }

  /** What is found by indexes; of the journal's entries that are found by the name only, those that are chosen can go. */
  private async found(person: Person, chosen: ReadonlySet<string>): Promise<KeptOfPersonView[]> {
    const kept: KeptOfPersonView[] = [];
    for (const trace of traces) {
      const rows = await this.database.sql<
        Row[]
      >`${trace.rows(person.email, this.clock.now().toISOString(), person)}`;
      const standings = await this.standings(trace.place, rows);
      for (const row of rows) kept.push(await this.told(trace, row, standings.get(row.id)));
    }
    return [...kept, ...(await this.byName(person, chosen))];
  }

  private async byName(
    { email, name }: Person,
    chosen: ReadonlySet<string>,
  ): Promise<KeptOfPersonView[]> {
    const names = [...(name === undefined ? [] : [name]), ...(await this.names.of(email))];
    const keys = new Set(names.map(nameKey).filter((key) => key !== undefined));
    if (keys.size === 0) return [];
    const rows = await this.database.sql<Row[]>`${byNameInJournal(email, [...keys].map(nameHash))}`;
    const standings = await this.standings(inJournalByName.place, rows);
    const kept: KeptOfPersonView[] = [];
    for (const row of rows) {
      const stays = chosen.has(row.id) ? null : whyNot(row['content'] ?? '', email);
      const standing = standings.get(row.id);
      const told = await this.told(inJournalByName, { ...row, stays }, standing);
      // What a legal hold keeps cannot be chosen.
      kept.push({ ...told, ...(standing?.held === 1 ? {} : { byName: true }) });
    }
    return kept;
  }

  /** Where their name stands beside what was found already, all of which stays. */
  private async typed(
    person: Person,
    found: readonly KeptOfPersonView[],
  ): Promise<KeptOfPersonView[]> {
    const kept: KeptOfPersonView[] = [];
    const told = new Set(found.map(({ what, id }) => `${what} ${id}`));
    for await (const { trace, row } of this.names.met(person)) {
      const thing = `${trace.what} ${row.id}`;
      if (told.has(thing)) continue;
      told.add(thing);
      const standings = await this.standings(trace.place, [row as Row]);
      kept.push(await this.told(trace, row as Row, standings.get(row.id)));
    }
    return kept;
  }

  private async standings(code: string, rows: readonly Row[]): Promise<Map<string, Standing>> {
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
    { place, what, purpose }: Pick<Trace, 'place' | 'what' | 'purpose'>,
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

const inJournalByName = {
  place: 'journal_detail',
  what: 'Before and after in the journal, where their name stands and not their address',
  purpose: 'To tell how a register came to say what it says.',
};

function whyNot(content: string, email: string): string {
  const [other] = addressesIn(content);
  if (other !== undefined && email === noAddress) {
    return `It has the name beside the address ${other}: look for that address, if it is theirs.`;
  }
  return other === undefined
    ? 'It has the name only, which somebody else may have, too: it goes where you choose it.'
    : `It has the name beside another address, ${other}, and seems to be about somebody else: it goes only where you choose it.`;
}

/** What is stored as JSON is handed over as what it says. */
const readable = (content: object): object =>
  Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, asJson(value) ?? (value as unknown)]),
  );

function asJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** An address that is nobody’s (RFC 2606), where only a name was asked for. */
const noAddress = 'nobody@nobody.invalid';

function personOf({ email, name: typed }: PersonAsked): Person {
  const name = typed
    ?.trim()
    .replace(/\s+/g, ' ')
    .replace(/^([^,]+), ?([^,]+)$/, '$2 $1');
  if (!email && !name) throw new Invalid({ email: 'is missing: give an address, a name, or both' });
  return { email: email?.toLowerCase() || noAddress, ...(name ? { name } : {}) };
}

/** The journal names whom it was about without telling the address or the name. */
const subjectOf = ({ email, name }: PersonAsked) => ({
  kind: 'person',
  id: email ? addressHash(email) : nameHash(nameKey(name ?? '') ?? folded(name ?? '')),
});

function byPlace(kept: readonly KeptOfPersonView[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { place, id } of kept) grouped.set(place, [...(grouped.get(place) ?? []), id]);
  return grouped;
}
