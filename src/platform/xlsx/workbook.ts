import write from 'write-excel-file/node';
import { timelessZip } from '../timeless-zip.js';

/** A text, a number, a day (`YYYY-MM-DD`), or nothing. */
export type SheetCell = string | number | { day: string } | null;

export interface SheetColumn {
  head: string;
  /** In characters. */
  width: number;
}

export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly SheetCell[])[];
}

/** What a cell holds in a spreadsheet, at most; more of it makes the file be called damaged. */
const mostCharacters = 32_767;

/** What `xlsxOf` gives. All of it is made in one go. */
export async function workbookOf({ name, columns, rows }: Sheet): Promise<Buffer> {
  const head = columns.map(({ head: text }) => ({ ...typed(text), fontWeight: 'bold' as const }));
  const workbook = await write([head, ...rows.map((row) => row.map(typed))], {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
  return timelessZip(workbook);
}

const asText = { type: String, wrap: true, alignVertical: 'top' } as const;

function typed(cell: SheetCell) {
  if (cell === null) return null;
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'string') {
    const value = sheetText(cell);
    // Literals of which so many are alive at once are soon made old from the start, and then collected late.
    return value === '' ? null : Object.assign({}, asText, { value });
  }
  return { type: Date, value: new Date(`${cell.day}T00:00:00Z`), format: 'yyyy-mm-dd' };
}

/** What XML cannot hold, or what no text means. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\ufffd/gu;

/** As it stands, but no longer than a cell holds, without what XML or a cell would read as something else. */
function sheetText(text: string): string {
  // A cell reads _x0041_ as the letter A; an escaped underscore keeps it as typed.
  const plain = text
    .toWellFormed()
    .replaceAll(unwritable, '')
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  // The library looks texts up in a plain object, so it takes `constructor` for one that it has.
  const known = plain in Object.prototype ? `${plain}\u200b` : plain;
  if (known.length <= mostCharacters) return known;
  return `${known.slice(0, mostCharacters - 1).toWellFormed()}…`;
}
