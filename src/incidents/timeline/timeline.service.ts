import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { Counts } from '../exposure/counts.js';
import { IncidentEntry, type EntryKind } from './entry.entity.js';

export interface NewEntry {
  incidentId: string;
  kind: EntryKind;
  /** One or two sentences. */
  words: string;
  counts?: Counts;
  derivation?: number;
}

/** What was known or done when. */
@Injectable()
export class Timeline {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside the transaction of what it tells. */
  async note(actor: Actor, { counts, derivation, ...entry }: NewEntry): Promise<{ id: string }> {
    const id = newId();
    await this.database.repository(IncidentEntry).insert({
      id,
      ...entry,
      at: this.clock.now(),
      counts: counts ?? null,
      derivation: derivation ?? null,
      actorKind: actor.kind,
      actor: actor.name,
    });
    return { id };
  }
}
