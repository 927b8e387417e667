import { IdField } from '../../platform/http/index.js';

/** From which event an incident is opened. */
export class OpeningQuery {
  @IdField({ optional: true }) eventId?: string;
}
