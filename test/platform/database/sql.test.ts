import { describe, expect, it } from '@jest/globals';
import { all, sql } from '../../../src/platform/database/index.js';

const numbered = (number: number) => `$${number}`;

describe('a piece of SQL', () => {
  it('binds every value in the order of the text, those of pieces inside it too', () => {
    const inner = sql`v.status = ${'active'}`;
    const whole = sql`SELECT ${1} WHERE ${inner} AND v.tier = ${2}`;
    expect(whole.write(numbered)).toEqual({
      text: 'SELECT $1 WHERE v.status = $2 AND v.tier = $3',
      values: [1, 'active', 2],
    });
  });

  it('never puts a value into the text, whatever it looks like', () => {
    const { text, values } = sql`v.name = ${"'; DROP TABLE vendor --"}`.write(() => '?');
    expect(text).toBe('v.name = ?');
    expect(values).toEqual(["'; DROP TABLE vendor --"]);
  });

  it('says null as NULL, which needs no type', () => {
    expect(sql`VALUES (${null}, ${0}, ${''})`.write(numbered)).toEqual({
      text: 'VALUES (NULL, $1, $2)',
      values: [0, ''],
    });
  });

  it('can be written again and stand in several statements', () => {
    const piece = sql`v.tier = ${3}`;
    const both = all([piece, piece]);
    expect(both.write(numbered)).toEqual(both.write(numbered));
    expect(both.write(numbered).values).toEqual([3, 3]);
  });

  it('asks nothing where there are no conditions', () => {
    expect(all([]).write(numbered)).toEqual({ text: '1 = 1', values: [] });
  });
});
