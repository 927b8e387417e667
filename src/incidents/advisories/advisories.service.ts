import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import type { AdvisoryNotes } from './advisory.dto.js';
import {
  Advisory,
  AdvisoryAlias,
  AdvisoryPackage,
  AdvisoryText,
  type AdvisorySource,
  type TextStanding,
} from './advisory.entity.js';
import { Grouping } from './events/grouping.service.js';
import { AdvisoryEvent } from './events/event.entity.js';
import { Ties } from './events/ties.service.js';
import type { AdvisoryKind, ReadAdvisory } from './reading/index.js';

export interface Origin {
  source: AdvisorySource;
  /** The file or address it came from. */
  name?: string | undefined;
}

export interface Recorded {
  outcome: 'added' | 'changed' | 'same' | 'refused';
  id: string;
  /** Why it was refused, in a sentence. */
  why?: string;
}

/** What becomes of a record that was read: a new advisory, a later text of one that is known, or a refusal. */
@Injectable()
export class Advisories {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly grouping: Grouping,
    private readonly ties: Ties,
  ) {}

  /**
   * Takes a record over. A later text replaces the one before, which is kept; an earlier one is refused; another text of the
   * very same moment is kept beside the first as a contradiction. A public text always replaces what was written by hand.
   */
  async record(actor: Actor, read: ReadAdvisory, origin: Origin): Promise<Recorded> {
    return this.database.transaction(async () => {
      await this.grouping.turn();
      const before = await this.database.repository(Advisory).findOneBy({ osvId: read.osvId });
      return before ? this.again(actor, before, read, origin) : this.first(actor, read, origin);
    });
  }

  /** What people add to a record: its kind, a window, what is disputed, notes and further names. */
  async note(actor: Actor, id: string, version: number, facts: AdvisoryNotes): Promise<void> {
    await this.database.transaction(async () => {
      await this.grouping.turn();
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('advisory');
      const written = {
        kind: facts.kind,
        windowFrom: facts.windowFrom ?? null,
        windowTo: facts.windowTo ?? null,
        disputed: facts.disputed || null,
        notes: facts.notes || null,
      };
      const ours = before.kindBy ?? (before.source === 'by_hand' ? actor.name : null);
      const kindBy = facts.kind === before.kind ? ours : actor.name;
      const kindBecause = kindBy === null ? before.kindBecause : 'A person said so.';
      await changeVersioned(this.database.repository(Advisory), 'advisory', before, {
        ...written,
        kindBy,
        kindBecause,
        updatedAt: this.clock.now(),
      });
      const names = await this.rename(id, facts.otherNames ?? []);
      const { kind, windowFrom, windowTo, disputed, notes } = before;
      const was = { kind, windowFrom, windowTo, disputed, notes, otherNames: names };
      const is = { ...written, otherNames: facts.otherNames ?? [] };
      this.journal.record(actor, 'advisory.noted', { kind: 'advisory', id }, was, is);
      await this.ties.follow(id);
    });
  }

  /** What a person says it tells of: from then on no later text of it changes that. */
  async judge(actor: Actor, id: string, version: number, kind: AdvisoryKind): Promise<void> {
    await this.database.transaction(async () => {
      await this.grouping.turn();
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('advisory');
      const said = { kind, kindBy: actor.name, kindBecause: 'A person said so.' };
      const updatedAt = this.clock.now();
      const advisories = this.database.repository(Advisory);
      await changeVersioned(advisories, 'advisory', before, { ...said, updatedAt });
      const was = { kind: before.kind };
      this.journal.record(actor, 'advisory.judged', { kind: 'advisory', id }, was, { kind });
      await this.ties.follow(id);
    });
  }

  async byId(id: string): Promise<Advisory> {
    const advisory = await this.database.repository(Advisory).findOneBy({ id });
    if (!advisory) throw new NotFound('advisory');
    return advisory;
  }

  private async first(actor: Actor, read: ReadAdvisory, origin: Origin): Promise<Recorded> {
    const now = this.clock.now();
    const id = newId();
    const eventId = newId();
    await this.database.repository(AdvisoryEvent).insert({
      id: eventId,
      title: read.summary || read.osvId,
      kind: read.kind,
      isBroad: read.isBroad,
      publishedAt: read.publishedAt ?? now,
      mergedIntoId: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    });
    await this.database.repository(Advisory).insert({
      id,
      eventId,
      homeEventId: eventId,
      osvId: read.osvId,
      ...factsOf(read),
      kind: read.kind,
      kindBecause: read.kindBecause,
      kindBy: null,
      windowFrom: null,
      windowTo: null,
      disputed: null,
      notes: null,
      source: origin.source,
      sourceName: origin.name ?? null,
      recordedBy: actor.name,
      recordedAt: now,
      updatedAt: now,
      version: 1,
    });
    await this.parts(id, read);
    await this.keepText(actor, id, read, origin, 'current');
    this.inJournal(actor, 'advisory.recorded', id, null, read, origin);
    await this.ties.follow(id, true);
    return { outcome: 'added', id };
  }

  private async again(
    actor: Actor,
    before: Advisory,
    read: ReadAdvisory,
    origin: Origin,
  ): Promise<Recorded> {
    const { id, osvId } = before;
    if (before.rawHash === read.rawHash) return { outcome: 'same', id };
    const replaced = before.source === 'by_hand';
    const later = read.modifiedAt.getTime() - before.modifiedAt.getTime();
    if (later < 0 && !replaced) {
      const [was, is] = [before.modifiedAt, read.modifiedAt].map((at) => at.toISOString());
      const why = `${osvId} is here in a later text (modified ${was}); this one is of ${is} and was not taken over.`;
      return { outcome: 'refused', id, why };
    }
    if (later === 0 && !replaced) {
      await this.keepText(actor, id, read, origin, 'conflicting');
      const why = `${osvId} is here in another text of the same moment (${read.modifiedAt.toISOString()}). The first one stands; this one is kept beside it as a contradiction.`;
      return { outcome: 'refused', id, why };
    }
    await this.database
      .repository(AdvisoryText)
      .update({ advisoryId: id, standing: 'current' }, { standing: 'replaced' });
    const judged = before.kindBy ? {} : { kind: read.kind, kindBecause: read.kindBecause };
    await changeVersioned(this.database.repository(Advisory), 'advisory', before, {
      ...factsOf(read),
      ...judged,
      source: origin.source,
      sourceName: origin.name ?? null,
      updatedAt: this.clock.now(),
    });
    await this.database.repository(AdvisoryPackage).delete({ advisoryId: id });
    await this.database.repository(AdvisoryAlias).delete({ advisoryId: id, byPerson: false });
    await this.parts(id, read);
    await this.keepText(actor, id, read, origin, 'current');
    this.inJournal(actor, 'advisory.changed', id, before, read, origin);
    await this.ties.follow(id);
    return { outcome: 'changed', id };
  }

  private async parts(advisoryId: string, { packages, aliases }: ReadAdvisory): Promise<void> {
    const rows = packages.map((one, position) => ({ id: newId(), advisoryId, position, ...one }));
    for (let at = 0; at < rows.length; at += 50) {
      const some = rows.slice(at, at + 50).map((row) => ({
        ...row,
        versions: [...row.versions],
        ranges: [...row.ranges],
      }));
      await this.database.repository(AdvisoryPackage).insert(some);
    }
    for (const value of aliases) {
      await this.database.sql`
        INSERT INTO advisory_alias (advisory_id, value, by_person) VALUES (${advisoryId}, ${value}, 0)
        ON CONFLICT (advisory_id, value) DO NOTHING`;
    }
  }

  /** A text that was given before, and comes again, is in force again. */
  private async keepText(
    actor: Actor,
    advisoryId: string,
    { raw, rawHash, modifiedAt }: ReadAdvisory,
    { source, name }: Origin,
    standing: TextStanding,
  ): Promise<void> {
    const texts = this.database.repository(AdvisoryText);
    const before = await texts.findOneBy({ advisoryId, rawHash });
    if (before) {
      if (standing === 'current') await texts.update({ id: before.id }, { standing });
      return;
    }
    const given = { source, sourceName: name ?? null, recordedBy: actor.name };
    const recordedAt = this.clock.now();
    const text = { raw, rawHash, modifiedAt, standing, ...given, recordedAt };
    await texts.insert({ id: newId(), advisoryId, ...text });
  }

  /** Answers the names that people had given before. */
  private async rename(advisoryId: string, wanted: readonly string[]): Promise<string[]> {
    const aliases = this.database.repository(AdvisoryAlias);
    const before = await aliases.findBy({ advisoryId });
    const own = before.filter(({ byPerson }) => byPerson).map(({ value }) => value);
    await aliases.delete({ advisoryId, byPerson: true });
    const ofRecord = before.filter(({ byPerson }) => !byPerson).map(({ value }) => value);
    const added = wanted.filter((value) => !ofRecord.includes(value));
    if (added.length > 0) {
      await aliases.insert(added.map((value) => ({ advisoryId, value, byPerson: true })));
    }
    return own;
  }

  private inJournal(
    actor: Actor,
    action: string,
    id: string,
    before: Advisory | null,
    { osvId, rawHash, modifiedAt }: ReadAdvisory,
    { source, name }: Origin,
  ): void {
    const is = { osvId, rawHash, modifiedAt, source, name: name ?? null };
    const was = before && { osvId, rawHash: before.rawHash, modifiedAt: before.modifiedAt };
    this.journal.record(actor, action, { kind: 'advisory', id }, was, is);
  }
}

function factsOf(read: ReadAdvisory) {
  const { summary, details, publishedAt, modifiedAt, withdrawnAt, isBroad, rawHash } = read;
  const links = [...read.references];
  return { summary, details, publishedAt, modifiedAt, withdrawnAt, isBroad, rawHash, links };
}
