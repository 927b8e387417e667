import { Conflict } from '../../platform/errors.js';

/** The assessment was given back for other questions: this answer stays as it was submitted. */
export class NotAskedAgain extends Conflict {
  constructor() {
    super('You were asked to answer other questions again; this answer stays as you submitted it.');
  }
}
