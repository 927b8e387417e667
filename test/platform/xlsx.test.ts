import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import yauzl from 'yauzl';
import { mostSheetRows, xlsxOf, type SheetCell } from '../../src/platform/xlsx/index.js';
import { cellsOf, partsOf } from '../support/workbook.js';

const columns = ['One', 'Two', 'Three'].map((head) => ({ head, width: 20 }));
const read = async (rows: SheetCell[][]) => {
  const parts = await partsOf(await xlsxOf('Findings', columns, rows));
  return { parts, cells: cellsOf(parts).slice(1) };
};
/** What XML cannot hold is left out, and what Unicode keeps free for good. */
const kept = (text: string): string =>
  text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\ufffd/gu, '');

describe('a workbook', () => {
  it('holds texts as texts, numbers as numbers and days as days, below a frozen head', async () => {
    const { parts, cells } = await read([['Corridor', 12, { day: '2028-02-29' }]]);
    expect(cells).toEqual([
      {
        A: { type: 's', value: 'Corridor' },
        B: { type: 'n', value: '12' },
        C: { type: 'n', value: '46812' },
      },
    ]);
    const sheet = parts.get('xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<pane ySplit="1"[^>]* state="frozen"\/>/);
    expect(sheet).toContain('<col min="1" max="1" width="20" customWidth="1"/>');
    expect(parts.get('xl/styles.xml')).toContain('formatCode="yyyy-mm-dd"');
    expect(parts.get('xl/workbook.xml')).toContain('name="Findings"');
  });

  it('has no formula, no link and nothing outside, whatever is typed [ASVS 1.2.10]', async () => {
    const start = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t=',
      '＝',
      '=cmd|',
      '=HYPERLINK("http',
      '<f>',
    );
    const hostile = fc.tuple(start, fc.string({ unit: 'binary', maxLength: 40 }));
    const row = fc.tuple(
      hostile.map(([first, rest]) => first + rest),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('constructor', '__proto__', 'toString', '_x0041_', '</t></si>', ' ', ']]>'),
    );
    const rows = fc.sample(row, { numRuns: 3_000, seed: 4 });
    const { parts, cells } = await read(rows);
    for (const [name, content] of parts) {
      expect([name, /<f[\s>/]/.test(content)]).toEqual([name, false]);
      expect([name, /TargetMode="External"|externalLink|<hyperlink/.test(content)]).toEqual([
        name,
        false,
      ]);
    }
    const wrong = rows.filter((typed, at) =>
      typed.some((text, column) => {
        const cell = cells[at]?.['ABC'[column] ?? ''];
        if (kept(text) === '') return Boolean(cell?.value);
        const value = cell?.value.replace(/\u200b$/, '');
        return cell?.type !== 's' || value !== kept(text).replace(/\u200b$/, '');
      }),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('is the same, byte by byte, whenever it is made', async () => {
    const rows: SheetCell[][] = [['Corridor', 12, { day: '2028-02-29' }]];
    const workbook = await xlsxOf('Findings', columns, rows);
    expect(workbook.equals(await xlsxOf('Findings', columns, rows))).toBe(true);
    const zip = await yauzl.fromBufferPromise(workbook);
    const times = new Set<number>();
    let entries = 0;
    for await (const { lastModFileDate, lastModFileTime } of zip.eachEntry()) {
      times.add(lastModFileDate).add(lastModFileTime);
      entries += 1;
    }
    expect([...times]).toEqual([0x21, 0]);
    const local = workbook.toString('latin1').split('PK\u0003\u0004').slice(1);
    expect(local).toHaveLength(entries);
    for (const head of local) expect(head.slice(6, 10)).toBe('\0\0!\0');
  });

  it('is made whatever became of the one before', async () => {
    const odd = (() => 'not for another thread') as unknown as SheetCell;
    await expect(xlsxOf('Findings', columns, [[odd, null, null]])).rejects.toThrow('be cloned');
    const { cells } = await read([['Corridor', null, null]]);
    expect(cells).toHaveLength(1);
  });

  it('holds no text longer than a cell can, and none of too many rows', async () => {
    const { cells } = await read([['x'.repeat(40_000), null, null]]);
    expect(cells[0]?.['A']?.value).toHaveLength(32_767);
    const row: SheetCell[] = ['x', null, null];
    const rows = Array.from({ length: mostSheetRows + 1 }, () => row);
    await expect(xlsxOf('Findings', columns, rows)).rejects.toThrow(
      'A workbook holds 5000 lines at most',
    );
  });
});
