import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
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
  actor: Actor;
  action: string;
  subject: Subject;
  content: string;
}

/** The record of who did what, written in the transaction that does it. */
@Injectable()
export class Journal {
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
    const entry: Pending = { actor, action, subject, content };
    // The head row is locked last, so that two transactions never wait for each other crosswise.
    this.database.beforeCommit(Journal, entry, (entries) => this.append(entries));
  }

  async head(): Promise<JournalHead> {
    const [head] = await this.database.sql<JournalHead[]>`SELECT size, hash FROM journal_head`;
    if (!head) throw new Error('The journal has no head: the database is damaged.');
    return head;
  }

  private async append(pending: Pending[]): Promise<void> {
    const [head] = await this.database.sql<JournalHead[]>`
      UPDATE journal_head SET size = size + ${pending.length} RETURNING size, hash`;
    if (!head) throw new Error('The journal has no head: the database is damaged.');
    let size = head.size - pending.length;
    let { hash } = head;
    const at = this.clock.now().toISOString();
    const entries: unknown[][] = [];
    const details: unknown[][] = [];
    for (const { actor, action, subject, content } of pending) {
      size += 1;
      const salt = randomBytes(16).toString('hex');
      const link = {
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
    const names = [...columns.map(([name]) => name), 'hash'];
    await this.database.insertRows('journal_entry', names, entries);
    await this.database.insertRows('journal_detail', ['seq', 'salt', 'content'], details);
    await this.database.sql`UPDATE journal_head SET hash = ${hash}`;
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
