import { expect, it } from '@jest/globals';
import { columnsOf } from '../../src/audits/audit-columns.js';
import { freshness } from '../../src/audits/index.js';
import { letterProblems } from '../../src/audits/bridge-letters/letter-problems.js';
import { addDays } from '../../src/platform/clock.js';
import { usualFigures } from '../../src/policies/index.js';
import { stories } from '../../src/sample/stories/index.js';

it('the audits of the stories can be recorded whatever day the sample is loaded, leap days and ends of months included', () => {
  const figures = usualFigures(freshness);
  let recorded = 0;
  for (let at = 0; at < 4 * 366; at += 1) {
    const today = addDays('2027-01-01', at);
    for (const { audits } of stories.map((told) => told(today))) {
      if (!audits) continue;
      const day = addDays(today, -audits.daysAgo);
      for (const { facts, letters = [] } of audits.recorded) {
        const { periodTo } = columnsOf(facts, day);
        recorded += 1;
        for (const letter of letters) {
          expect(letterProblems(letter, periodTo ?? '', figures, day)).toEqual({});
        }
      }
    }
  }
  expect(recorded).toBe(7 * 4 * 366);
});
