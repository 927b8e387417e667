import type { SubmittedAnswerView } from '../../assessments/index.js';
import {
  isListKind,
  labelOf,
  LIST_COLUMNS,
  type Column,
  type ListKind,
} from '../../questionnaires/index.js';

type Rows = ReadonlyMap<string, unknown>[];

/** An answer as people read it: rows in a table, choices in a list, everything else in lines. */
export function answerShown(answer: SubmittedAnswerView): object {
  const { kind, value, lines, comment, notApplicableReason, answeredBy, answeredAt } = answer;
  const said = { comment, notApplicableReason, answeredBy, answeredAt };
  if (value === undefined) return { ...said, blank: notApplicableReason === undefined };
  if (isListKind(kind) && Array.isArray(value) && value.length > 0) {
    const rows = value.map((row) => new Map(Object.entries(row)));
    return { ...said, table: tableOf(kind, rows) };
  }
  if (kind === 'multiple') return { ...said, chosen: lines };
  return { ...said, text: lines.join('\n') };
}

/** Only the columns in which somebody wrote something. */
function tableOf(kind: ListKind, rows: Rows): object {
  const columns = LIST_COLUMNS[kind].filter(({ name }) => rows.some((row) => row.has(name)));
  return {
    heads: columns.map(({ label }) => label),
    rows: rows.map((row) =>
      columns.map((column, at) => ({
        label: column.label,
        text: cellWords(column, row.get(column.name)),
        first: at === 0,
      })),
    ),
  };
}

function cellWords(column: Column, cell: unknown): string {
  if (cell === null) return 'not stated';
  if (typeof cell === 'number') return cell.toLocaleString('en');
  if (typeof cell !== 'string') return '';
  return column.type === 'choice' ? labelOf(column.options, cell) : cell;
}
