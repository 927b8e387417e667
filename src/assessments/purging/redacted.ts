import { purgedName } from '../../platform/purged.js';
import {
  isListKind,
  LIST_COLUMNS,
  type AnswerValue,
  type Question,
} from '../../questionnaires/index.js';

/**
 * An answer without its free text: choices, days and numbers stay, since scores and decisions rest on them. Texts become
 * “Purged”, also those in the rows of a list; nothing stays nothing. A question that is not known counts as one of text.
 */
export function redacted(
  kind: Question['kind'] | undefined,
  value: AnswerValue | null,
): AnswerValue | null {
  if (value === null) return null;
  if (kind === undefined || kind === 'text') return purgedName;
  if (!isListKind(kind) || !Array.isArray(value)) return value;
  const texts = new Set(
    LIST_COLUMNS[kind].filter(({ type }) => type === 'text').map(({ name }) => name),
  );
  const rows = (value as object[]).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, told]: [string, unknown]) => [
        name,
        texts.has(name) && told ? purgedName : told,
      ]),
    ),
  );
  return rows as unknown as AnswerValue;
}
