import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestDay, isQuiet } from '../../src/obligations/reminders/digest-time.js';
import {
  daysPast,
  reachOf,
  rungReached,
  type Ladder,
} from '../../src/obligations/reminders/ladder.js';
import { addDays } from '../../src/platform/clock.js';
import { weekdayOf, weekdays } from '../../src/platform/weekdays.js';
import { dayIn, hourIn, isZone, localTime, zones } from '../../src/platform/zones.js';

const ours: Ladder = { before: [60, 30, 14, 7, 0], every: 7 };
const ladders = fc.record({
  before: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 }),
  every: fc.integer({ min: 1, max: 60 }),
});
const pasts = fc.integer({ min: -500, max: 2_000 });

describe('the ladder', () => {
  it.each([
    [-61, undefined],
    [-60, -60],
    [-31, -60],
    [-30, -30],
    [-14, -14],
    [-8, -14],
    [-7, -7],
    [0, 0],
    [6, 0],
    [7, 7],
    [13, 7],
    [14, 14],
    [365, 364],
  ])('%i days from the due date has reached %s', (past, rung) => {
    expect(rungReached(past, ours)).toBe(rung);
  });

  it('never reaches a rung that is still to come, and never climbs down', () => {
    fc.assert(
      fc.property(ladders, pasts, fc.integer({ min: 0, max: 100 }), (ladder, past, later) => {
        const now = rungReached(past, ladder) ?? -Infinity;
        const then = rungReached(past + later, ladder) ?? -Infinity;
        expect(now).toBeLessThanOrEqual(past);
        expect(then).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('reminds once a rung when looked at daily, and once in all after a silence', () => {
    fc.assert(
      fc.property(ladders, pasts, fc.integer({ min: 1, max: 300 }), (ladder, past, silence) => {
        const daily = new Set<number>();
        for (let day = past; day <= past + silence; day += 1) {
          const rung = rungReached(day, ladder);
          if (rung !== undefined) daily.add(rung);
        }
        const late = rungReached(past + silence, ladder);
        expect(late).toBe(daily.size === 0 ? undefined : Math.max(...daily));
      }),
    );
  });

  it('has a rung of its own where putting it off ends', () => {
    expect(rungReached(-20, ours, -20)).toBe(-20);
    expect(rungReached(-21, ours, -20)).toBe(-30);
    expect(rungReached(-14, ours, -20)).toBe(-14);
    expect(rungReached(10, ours, 9)).toBe(9);
  });

  it('reaches as far as its first rung', () => {
    expect(reachOf(ours)).toBe(60);
    expect(reachOf({ before: [], every: 7 })).toBe(0);
  });

  it('counts days by the calendar', () => {
    expect(daysPast('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysPast('2026-03-29', '2026-03-30')).toBe(1);
    expect(daysPast('2026-12-31', '2026-12-01')).toBe(-30);
  });
});

const hours = {
  zone: 'Europe/Lisbon',
  digestHour: 8,
  quietWeekdays: ['saturday', 'sunday'] as const,
  quietDays: [],
};

describe('the hour of the digest', () => {
  it('comes by the clock of the person', () => {
    expect(digestDay(hours, new Date('2026-11-23T07:59:59Z'))).toBeUndefined();
    expect(digestDay(hours, new Date('2026-11-23T08:00:00Z'))).toBe('2026-11-23');
    expect(digestDay({ ...hours, zone: 'Asia/Tokyo' }, new Date('2026-11-22T23:00:00Z'))).toBe(
      '2026-11-23',
    );
    expect(digestDay({ ...hours, zone: 'Pacific/Honolulu' }, new Date('2026-11-23T08:00Z'))).toBe(
      undefined,
    );
  });

  it('comes also on the day the clocks leave it out', () => {
    const atTwo = { ...hours, zone: 'Europe/Berlin', digestHour: 2, quietWeekdays: [] };
    expect(digestDay(atTwo, new Date('2026-03-29T00:59:59Z'))).toBeUndefined();
    expect(digestDay(atTwo, new Date('2026-03-29T01:00:00Z'))).toBe('2026-03-29');
  });

  it('does not come on quiet days', () => {
    expect(digestDay(hours, new Date('2026-11-21T12:00:00Z'))).toBeUndefined();
    const away = { ...hours, quietDays: ['2026-11-23'] };
    expect(digestDay(away, new Date('2026-11-23T12:00:00Z'))).toBeUndefined();
    expect(digestDay(away, new Date('2026-11-24T12:00:00Z'))).toBe('2026-11-24');
  });

  it('knows the days of the week', () => {
    expect(weekdayOf('2026-11-23')).toBe('monday');
    expect(weekdayOf('2026-11-22')).toBe('sunday');
    expect(isQuiet('2028-02-29', { ...hours, quietWeekdays: ['tuesday'] })).toBe(true);
  });

  it('comes on every day of a week but its quiet weekdays', () => {
    const ahead = fc.integer({ min: 0, max: 4_000 });
    fc.assert(
      fc.property(fc.subarray([...weekdays]), ahead, (quietWeekdays, days) => {
        const week = weekdays.map((_, n) => addDays('2026-01-01', days + n));
        const quiet = week.filter((day) => isQuiet(day, { ...hours, quietWeekdays }));
        expect(quiet.map(weekdayOf).sort()).toEqual([...quietWeekdays].sort());
      }),
    );
  });
});

describe('zones', () => {
  it('are those of the IANA database, and UTC', () => {
    expect(zones().length).toBeGreaterThan(400);
    expect(zones().filter((zone) => !isZone(zone))).toEqual([]);
    expect(isZone('UTC')).toBe(true);
    expect(isZone('Asia/Kolkata')).toBe(true);
  });

  it.each([
    '',
    'Here',
    '+02:00',
    'GMT+2:00',
    'Europe/',
    '../etc/passwd',
    'x'.repeat(5_000),
    '__proto__',
  ])('are not: %s', (name) => expect(isZone(name)).toBe(false));

  it('have their own day and hour', () => {
    const at = new Date('2026-12-31T23:30:00Z');
    expect(localTime('Asia/Kathmandu', at)).toEqual({ day: '2027-01-01', hour: 5 });
    expect(dayIn('America/New_York', at)).toBe('2026-12-31');
    expect(hourIn('America/New_York', at)).toBe(18);
    expect(() => localTime('Nowhere/Land', at)).toThrow(RangeError);
  });

  it('left a day out where the date line moved', () => {
    expect(dayIn('Pacific/Apia', new Date('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(dayIn('Pacific/Apia', new Date('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
  });
});
