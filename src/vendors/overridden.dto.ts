import { ChoiceField, DayField, TextField } from '../platform/http/index.js';
import { bands, type Band, type Overridden } from '../scoring/index.js';

/** What stands beside every band that a person has set. */
export class OverriddenView implements Overridden {
  @ChoiceField(bands, { description: 'What the model gives.' }) modelBand: Band;
  @TextField({ max: 500, example: 'The pilot holds no data of ours.' }) reason: string;
  @TextField({ max: 100, example: 'Noor Haddad' }) by: string;
  @DayField({ example: '2027-01-31', description: 'Its last day.' }) until: string;
}

/** For `NestedField`, wherever a band is told. */
export const byAPerson = {
  optional: true,
  description: 'Where a person has set the band: who, why, until when, and what the model gives.',
} as const;

/** The rows of a list with what is stored as text read; where nothing is, it is left out. */
export function withOverridden<R extends { overridden?: string | null }>(
  row: R,
): Omit<R, 'overridden'> & { overridden?: Overridden } {
  const { overridden, ...rest } = row;
  if (!overridden) return rest;
  return { ...rest, overridden: JSON.parse(overridden) as Overridden };
}
