import { Stale } from '../../platform/errors.js';

/** The same link was open twice, and the reply was changed there. */
export class ReplyStale extends Stale {
  constructor() {
    super('reply');
  }
}
