import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvCell, csvOf } from '../../src/platform/csv.js';

/** Reads a table back as a spreadsheet does. */
function read(table: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let inQuotes = false;
  const text = table.replace(/^\ufeff/, '');
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (inQuotes) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else inQuotes = false;
    } else if (sign === '"' && cell === '') inQuotes = true;
    else if (sign === ',') {
      row.push(cell);
      cell = '';
    } else if (sign === '\r' && text[at + 1] === '\n') {
      at += 1;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += sign;
  }
  return rows;
}

/** What a spreadsheet would calculate: the first sign that can be seen starts a formula, or it is a control. */
const isFormula = (cell: string): boolean => {
  const seen = cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, '').normalize('NFKC');
  return /^[=+\-@]/.test(seen) || /^[\t\r\n]/.test(cell);
};

const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '＝',
  '＋',
  '－',
  '＠',
  '﹢',
  '﹣',
  '﹦',
  '﹫',
  '⁺',
  '₌',
  '⩵',
  '﬩',
  ' ',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\u202e',
  '\ufeff',
  '"',
  "'",
  ';',
  ',',
  'a',
  '1',
  '\0',
  '\ud800',
];
const cells = fc
  .tuple(
    fc.array(fc.constantFrom(...starts), { maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map(([start, rest]) => start.join('') + rest);

describe('a table of comma-separated values', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['  +49 30 1234', "'  +49 30 1234"],
    ['-', "'-"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['＝1+1', "'＝1+1"],
    ['\u200b=1', "'\u200b=1"],
    ['Corridor, Inc', '"Corridor, Inc"'],
    ['Say "no"', '"Say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['a-b', 'a-b'],
    ['2026-12-04', '2026-12-04'],
    ['', ''],
  ])('writes %j as %j', (text, written) => {
    expect(csvCell(text)).toBe(written);
  });

  it('leaves numbers as they are', () => {
    expect(
      csvOf([
        ['Tier', 'Days'],
        [1, -12],
        [null, 0],
      ]),
    ).toBe('\ufeffTier,Days\r\n1,-12\r\n,0\r\n');
  });

  it('has no formula in 10,000 fuzzed cells, and gives back what was put in [ASVS 1.2.10]', () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 10 }), (row) => {
        const [found = [], ...others] = read(csvOf([row]));
        tried += row.length;
        expect(others).toEqual([]);
        expect(found.filter(isFormula)).toEqual([]);
        const plain = row.map((cell) => cell.toWellFormed().replaceAll('\0', ''));
        expect(found.map((cell, at) => (cell === plain[at] ? cell : cell.slice(1)))).toEqual(plain);
      }),
      { numRuns: 3_000 },
    );
    expect(tried).toBeGreaterThanOrEqual(10_000);
  });
});
