import { ListQuery, TextField, WholeField } from '../../platform/http/index.js';

export class TimelineQuery extends ListQuery {
  @TextField({ max: 40, optional: true }) at?: string;
}

export class MovesQuery extends ListQuery {
  @WholeField({ min: 1, max: 2_147_483_647, optional: true }) derivation?: number;
}

const typed = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z?$/;

/** A moment as a browser sends it, in UTC, as ISO 8601 text; nothing where it is none. */
export function momentOf(text: string): string | undefined {
  if (!typed.test(text)) return undefined;
  const at = new Date(text.endsWith('Z') ? text : `${text}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
