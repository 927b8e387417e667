import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { newSalt } from '../platform/ids.js';
import { changed } from './changed.js';
import { detailHashOf, hashOf, type Link } from './chain.js';

export interface Subject {
  kind: string;
  id: string;
}

export interface JournalHead {
  /** Number of entries so far. */
  size: number;
  /** Hash of the last one: it covers all before it. */
  hash: string;
}

interface Pending {
  at: string;
  actor: Actor;
  action: string;
  subject: Subject;
  content: string;
}

/** Entries as they are to be stored, and the head after the last of them. */
interface Linked {
  head: JournalHead;
  entries: unknown[][];
  details: unknown[][];
}

/** The record of who did what, written in the transaction that does it. */
@Injectable()
export class Journal {
  /** Where the head is, unless somebody else moved it since: so it need not be asked each time. */
  private last: JournalHead | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Notes `action`; only the fields that differ between `before` and `after` are kept. */
  record(
    actor: Actor,
    action: string,
    subject: Subject,
    before: object | null,
    after: object | null,
  ): void {
    const content = JSON.stringify({ actor: actor.name, ...changed(before, after) });
    const entry = { at: this.clock.now().toISOString(), actor, action, subject, content };
    // The head row is locked last, so that two transactions never wait for each other crosswise.
    this.database.beforeCommit(Journal, entry, (entries) => this.append(entries));
  }

  async head(): Promise<JournalHead> {
    const [head] = await this.database.sql<JournalHead[]>`SELECT size, hash FROM journal_head`;
    if (!head) throw new Error('The journal has no head: the database is damaged.');
    return head;
  }

  private async append(pending: Pending[]): Promise<void> {
    let from = this.last ?? (await this.headForUs());
    let made = this.linked(pending, from);
    if (!(await this.moveHead(from, made.head))) {
      // Somebody else wrote, or what we wrote last was undone: now nobody else can until we have ended.
      from = await this.headForUs();
      made = this.linked(pending, from);
      if (!(await this.moveHead(from, made.head))) throw new Error('The journal moved while held.');
    }
    await this.database.insertRows('journal_entry', entryColumns, made.entries);
    await this.database.insertRows('journal_detail', detailColumns, made.details);
  }

  /** The head, which nobody else moves before the transaction ends. */
  private async headForUs(): Promise<JournalHead> {
    const [head] = await this.database.sql<JournalHead[]>`
      UPDATE journal_head SET size = size RETURNING size, hash`;
    if (!head) throw new Error('The journal has no head: the database is damaged.');
    return head;
  }

  /** Only from where we think it is. */
  private async moveHead(from: JournalHead, to: JournalHead): Promise<boolean> {
    this.last = to;
    const moved = await this.database.affected`
      UPDATE journal_head SET size = ${to.size}, hash = ${to.hash} WHERE size = ${from.size} AND hash = ${from.hash}`;
    return moved === 1;
  }

  private linked(pending: readonly Pending[], { size, hash }: JournalHead): Linked {
    const entries: unknown[][] = [];
    const details: unknown[][] = [];
    for (const { at, actor, action, subject, content } of pending) {
      size += 1;
      const salt = newSalt();
      const link: Link = {
        seq: size,
        at,
        actorKind: actor.kind,
        actorId: actor.id,
        action,
        subjectKind: subject.kind,
        subjectId: subject.id,
        detailHash: detailHashOf(salt, content),
        previousHash: hash,
      };
      hash = hashOf(link);
      entries.push([...columns.map(([, field]) => link[field]), hash]);
      details.push([size, salt, content]);
    }
    return { head: { size, hash }, entries, details };
  }
}

const columns: readonly (readonly [name: string, field: keyof Link])[] = [
  ['seq', 'seq'],
  ['at', 'at'],
  ['actor_kind', 'actorKind'],
  ['actor_id', 'actorId'],
  ['action', 'action'],
  ['subject_kind', 'subjectKind'],
  ['subject_id', 'subjectId'],
  ['detail_hash', 'detailHash'],
  ['previous_hash', 'previousHash'],
];

const entryColumns = [...columns.map(([name]) => name), 'hash'];
const detailColumns = ['seq', 'salt', 'content'];
