export type Cell = string | number | null;

/** What spreadsheets take for the beginning of a formula, full-width and small forms included. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]/u;
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

/** A whole table, its head first; with the mark that tells spreadsheets it is UTF-8. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
