export const csvType = 'text/csv; charset=utf-8';

export type Cell = string | number | null;

/** What spreadsheets take for the beginning of a formula, and every sign that Unicode calls the same. */
const formula =
  /^[\s\p{Cc}\p{Cf}]*[=+\-@\u2212\u207a-\u207c\u208a-\u208c\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]/u;
const control = /^[\s\p{Cf}]*[\t\r\n]/u;
const quoted = /[",;\t\r\n]|^\s|\s$/u;

/**
 * One cell of a table of comma-separated values (RFC 4180). A text that a spreadsheet would read as a formula, also
 * behind spaces and characters that cannot be seen, gets an apostrophe in front; numbers stay numbers.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.toWellFormed().replaceAll('\0', '');
  const harmless = formula.test(text) || control.test(text) ? `'${text}` : text;
  return quoted.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export const csvLine = (row: readonly Cell[]): string => `${row.map(csvCell).join(',')}\r\n`;

/** The first line, with the mark that tells spreadsheets it is UTF-8. */
export const csvHead = (row: readonly Cell[]): string => `\ufeff${csvLine(row)}`;

/** A whole table, its head first. */
export function csvOf([head = [], ...rows]: readonly (readonly Cell[])[]): string {
  return csvHead(head) + rows.map(csvLine).join('');
}
