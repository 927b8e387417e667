import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { addMilliseconds, Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Daily } from '../sweeps/index.js';
import { RememberedReply } from './remembered-reply.entity.js';

const keptMs = 7 * 24 * 3_600_000;

/** Whoever repeats a request does so within a week: after that nothing of the reply is kept. */
@Injectable()
export class RememberedReplies {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Daily()
  async forget(): Promise<void> {
    const at = LessThan(addMilliseconds(this.clock.now(), -keptMs));
    await this.database.transaction(() => this.database.repository(RememberedReply).delete({ at }));
  }
}
