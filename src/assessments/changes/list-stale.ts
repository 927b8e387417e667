import { Conflict } from '../../platform/errors.js';

/** Another reviewer changed what is to go back since the list was looked at. */
export class ListStale extends Conflict {
  constructor() {
    super(
      'Somebody else changed what is to go back meanwhile. This is the list as it is now: look at it again, then repeat.',
    );
  }
}
