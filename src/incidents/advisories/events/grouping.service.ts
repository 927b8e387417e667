import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/index.js';
import { Advisory } from '../advisory.entity.js';
import { AdvisoryBond, AdvisoryEvent } from './event.entity.js';
import { EventNews } from './event-news.service.js';
import { eventsOf } from './components.js';

/** Keeps events what the bonds that hold make of them. Everything here happens in a transaction that has its turn. */
@Injectable()
export class Grouping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly news: EventNews,
  ) {}

  /** Only one transaction at a time moves advisories between events, whatever the database. */
  async turn(): Promise<void> {
    await this.database.sql`UPDATE advisory_turn SET taken = taken + 1 WHERE id = 1`;
  }

  tell(eventIds: Iterable<string>): void {
    this.news.changed(eventIds);
  }

  /** Parts the advisories of these events anew, and tells of every event that it concerned. */
  async regroup(eventIds: Iterable<string>): Promise<void> {
    const all = await this.reached([...new Set(eventIds)]);
    const { advisories, bonds } = all;
    const events = eventsOf(advisories, bonds);
    for (const advisory of advisories) {
      const eventId = events.get(advisory.id) ?? advisory.homeEventId;
      if (eventId === advisory.eventId) continue;
      await this.database.repository(Advisory).update({ id: advisory.id }, { eventId });
    }
    const told = new Set(advisories.map(({ eventId }) => eventId));
    for (const eventId of new Set(events.values())) {
      const members = advisories.filter(({ id }) => events.get(id) === eventId);
      await this.describe(eventId, members);
      told.add(eventId);
    }
    this.news.changed(told);
  }

  /** The advisories of the events, of those that their bonds lead to, and so on; with the bonds that hold. */
  private async reached(
    eventIds: string[],
  ): Promise<{ advisories: Advisory[]; bonds: AdvisoryBond[] }> {
    const advisories = new Map<string, Advisory>();
    const bonds = new Map<string, AdvisoryBond>();
    for (let next = eventIds; next.length > 0;) {
      const found = await this.database.repository(Advisory).findBy({ eventId: In(next) });
      for (const advisory of found) advisories.set(advisory.id, advisory);
      const ids = found.map(({ id }) => id);
      const held = await this.database.repository(AdvisoryBond).findBy([
        { oneId: In(ids), state: 'holds' },
        { otherId: In(ids), state: 'holds' },
      ]);
      for (const bond of held) bonds.set(bond.id, bond);
      const beyond = held
        .flatMap(({ oneId, otherId }) => [oneId, otherId])
        .filter((id) => !advisories.has(id));
      if (beyond.length === 0) break;
      const others = await this.database.repository(Advisory).findBy({ id: In(beyond) });
      next = [...new Set(others.map(({ eventId }) => eventId))];
    }
    const inOrder = [...advisories.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { advisories: inOrder, bonds: [...bonds.values()] };
  }

  private async describe(eventId: string, members: readonly Advisory[]): Promise<void> {
    const events = this.database.repository(AdvisoryEvent);
    const before = await events.findOneByOrFail({ id: eventId });
    const updatedAt = this.clock.now();
    const written = { ...describedBy(members), mergedIntoId: null };
    if (differs(before, written)) {
      await events.update({ id: eventId }, { ...written, updatedAt, version: before.version + 1 });
    }
    const homes = members.map(({ homeEventId }) => homeEventId).filter((id) => id !== eventId);
    if (homes.length > 0) {
      await events.update({ id: In(homes) }, { mergedIntoId: eventId, updatedAt });
    }
  }
}

interface Described {
  title: string;
  kind: AdvisoryEvent['kind'];
  isBroad: boolean;
  publishedAt: Date;
  mergedIntoId: string | null;
}

function describedBy(members: readonly Advisory[]): Omit<Described, 'mergedIntoId'> {
  const valid = members.filter(({ withdrawnAt }) => !withdrawnAt);
  const counted = valid.length > 0 ? valid : members;
  const first = counted.find(({ summary }) => summary !== '') ?? counted[0];
  const days = counted.flatMap(({ publishedAt }) => publishedAt?.getTime() ?? []);
  const recorded = counted[0]?.recordedAt.getTime() ?? 0;
  return {
    title: first?.summary || first?.osvId || '',
    kind: counted.some(({ kind }) => kind === 'malware') ? 'malware' : 'vulnerability',
    isBroad: counted.some(({ isBroad }) => isBroad),
    publishedAt: new Date(days.length > 0 ? Math.min(...days) : recorded),
  };
}

const differs = (before: AdvisoryEvent, after: Described): boolean =>
  before.title !== after.title ||
  before.kind !== after.kind ||
  before.isBroad !== after.isBroad ||
  before.publishedAt.getTime() !== after.publishedAt.getTime() ||
  before.mergedIntoId !== after.mergedIntoId;
