import type { Option } from './form-fields.js';

/** A choice in a filter bar, with one more for all of them. */
export const selectField = (
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string | undefined,
  any = 'Any',
) => ({
  name,
  label,
  type: 'select',
  options: [{ value: '', label: any }, ...options].map((option) => ({
    ...option,
    checked: option.value === (chosen ?? ''),
  })),
});
