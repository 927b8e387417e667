import { Injectable } from '@nestjs/common';
import { Journal, type CheckpointLine } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Daily, Every } from '../platform/sweeps/index.js';
import { Webhooks } from '../webhooks/index.js';
import { CheckpointLetters, howToUse } from './checkpoint-letters.service.js';
import { checkpointSigned } from './events.js';
import type { Way } from './witness.entity.js';
import { WitnessQueries, type Listening } from './witnesses.queries.js';

/**
 * Brings checkpoints to those who keep them outside. It looks what each was told last, so whoever signed, in which process,
 * and however often this runs, each witness is told of each checkpoint once.
 */
@Injectable()
export class Tellings {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly queries: WitnessQueries,
    private readonly letters: CheckpointLetters,
    private readonly webhooks: Webhooks,
  ) {}

  @Every(1)
  async tellAll(): Promise<void> {
    for (const one of await this.queries.listening()) await this.tell(one);
  }

  /** Whatever this witness has not been told of yet. */
  async tell(one: Listening): Promise<void> {
    const today = this.clock.now().toISOString().slice(0, 10);
    for (const checkpoint of await this.queries.pending(one, today)) {
      const once = `${one.id}:${checkpoint.size}`;
      await this.database.transaction(() => this.write(one.id, one.way, checkpoint, once));
    }
  }

  /** The newest checkpoint once more, as somebody asked; gives the id of this telling. */
  async tellNow(actor: Actor, id: string): Promise<{ id: string }> {
    const one = await this.queries.byId(id);
    if (one.pausedSince) throw new Conflict('This witness is paused. Let it go on first.');
    const checkpoint = await this.queries.newest();
    if (!checkpoint) throw new Conflict('There is no checkpoint yet. Sign one first.');
    const once = newId();
    return this.database.transaction(async () => {
      await this.write(id, one.way, checkpoint, once);
      const subject = { kind: one.way === 'mail' ? 'witness' : 'webhook', id };
      this.journal.record(actor, 'witness.told', subject, null, { size: checkpoint.size });
      return { id: once };
    });
  }

  /** Letters and deliveries are not kept for ever; that a witness got a checkpoint, and when, is. */
  @Daily()
  async keepArrivals(): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE witness_telling SET arrived_at =
          (SELECT l.sent_at FROM letter l WHERE l.id = witness_telling.message_id)
        WHERE arrived_at IS NULL AND way = 'mail'
          AND message_id IN (SELECT l.id FROM letter l WHERE l.state = 'sent')`;
      await this.database.sql`
        UPDATE witness_telling SET arrived_at =
          (SELECT d.finished_at FROM webhook_delivery d WHERE d.id = witness_telling.message_id)
        WHERE arrived_at IS NULL AND way = 'webhook'
          AND message_id IN (SELECT d.id FROM webhook_delivery d WHERE d.state = 'delivered')`;
    });
  }

  private async write(
    witnessId: string,
    way: Way,
    checkpoint: CheckpointLine,
    once: string,
  ): Promise<void> {
    const id = once.includes(':') ? newId() : once;
    const now = this.clock.now().toISOString();
    const taken = await this.database.sql<{ id: string }[]>`
      INSERT INTO witness_telling (id, witness_id, size, way, once, told_at)
      VALUES (${id}, ${witnessId}, ${checkpoint.size}, ${way}, ${once}, ${now})
      ON CONFLICT (once) DO NOTHING RETURNING id`;
    if (taken.length === 0) return;
    const messageId =
      way === 'mail'
        ? (await this.letters.write(witnessId, checkpoint)).id
        : (await this.post(witnessId, checkpoint)).at(0);
    await this.database
      .sql`UPDATE witness_telling SET message_id = ${messageId ?? null} WHERE id = ${id}`;
  }

  private post(webhookId: string, { note }: CheckpointLine): Promise<string[]> {
    return this.webhooks.tell(checkpointSigned, { note, use: howToUse }, [webhookId]);
  }
}
