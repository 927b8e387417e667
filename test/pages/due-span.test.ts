import { describe, expect, it } from '@jest/globals';
import {
  gridOf,
  monthOf,
  monthWord,
  weekdayWord,
  weekOf,
} from '../../src/pages/obligations/due-span.js';
import { addDays } from '../../src/platform/clock.js';

describe('weeks and months', () => {
  it('hold every day of ten years once, without gap or overlap', () => {
    for (const spanOf of [weekOf, monthOf]) {
      let span = spanOf('2023-12-31');
      for (let day = span.from; day < '2034-01-02'; day = addDays(day, 1)) {
        if (day > span.to) {
          expect(addDays(span.to, 1)).toBe(day);
          expect(span.next).toBe(day);
          const next = spanOf(day);
          expect(next.previous).toBe(span.from);
          span = next;
        }
        expect(spanOf(day)).toEqual(span);
        expect(day >= span.from && day <= span.to).toBe(true);
      }
    }
  });

  it('show each day of a month once, in whole weeks that begin on Monday', () => {
    for (let at = '2024-01-15'; at < '2032-01-01'; at = addDays(monthOf(at).next, 14)) {
      const month = monthOf(at);
      const weeks = gridOf(month);
      expect(weeks.every((days) => days.length === 7)).toBe(true);
      expect(weeks.every(([first]) => weekdayWord(first?.day ?? '') === 'Monday')).toBe(true);
      const within = weeks.flat().filter((day) => day.within);
      expect(within.map(({ day }) => day)).toEqual(
        Array.from({ length: within.length }, (_, n) => addDays(month.from, n)),
      );
      expect(within.at(-1)?.day).toBe(month.to);
    }
  });

  it('are named', () => {
    expect(weekOf('2026-12-31')).toEqual({
      from: '2026-12-28',
      to: '2027-01-03',
      previous: '2026-12-21',
      next: '2027-01-04',
    });
    expect(monthOf('2028-02-29')).toMatchObject({ from: '2028-02-01', to: '2028-02-29' });
    expect(weekdayWord('2026-11-26')).toBe('Thursday');
    expect(monthWord('2026-11-26')).toBe('November 2026');
  });
});
