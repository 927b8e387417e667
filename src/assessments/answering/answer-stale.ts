import { Stale } from '../../platform/errors.js';
import { spokenInstant } from './spoken-instant.js';

/** An answer was changed since it was read: it says by whom and when, and nothing is overwritten. */
export class AnswerStale extends Stale {
  constructor(
    readonly by: string,
    readonly at: string,
  ) {
    super('answer');
    this.message = `${by} changed this answer on ${spokenInstant(at)}. Look at it again, then repeat.`;
  }
}
