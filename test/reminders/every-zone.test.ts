import { describe, expect, it } from '@jest/globals';
import { digestDay } from '../../src/obligations/reminders/digest-time.js';
import { dayNumber, rungReached, type Ladder } from '../../src/obligations/reminders/ladder.js';
import { localTime, zones } from '../../src/platform/zones.js';
import { stride } from '../support/thorough.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const ladder: Ladder = { before: [60, 30, 14, 7, 0], every: 7 };
const rungs = [-60, -30, -14, -7, 0, 7, 14, 21, 28];
const digestHours = [2, 8, 22];

/** Each five years: the second has the day that Samoa and Tokelau left out, both have a 29 February. */
const spans = [
  { name: '2026 to 2030', from: '2026-01-01', to: '2030-12-31' },
  { name: '2009 to 2013', from: '2009-01-01', to: '2013-12-31' },
];

/** The days on which a digest is made, in order, as the run would make them: one for each local day. */
function digestDays(zone: string, from: number, to: number): Map<number, number[]> {
  const made = new Map(digestHours.map((hour) => [hour, [] as number[]]));
  const claimed = new Map(digestHours.map((hour) => [hour, new Set<string>()]));
  const look = (hour: number, instant: number) => {
    const hours = { zone, digestHour: hour, quietWeekdays: [], quietDays: [] };
    const day = digestDay(hours, instant);
    const taken = claimed.get(hour);
    if (day === undefined || taken?.has(day)) return;
    taken?.add(day);
    made.get(hour)?.push(dayNumber(day));
  };
  let next = localTime(zone, from);
  for (let at = from; at < to; at += dayMs) {
    const here = next;
    next = localTime(zone, at + dayMs);
    const steady = here.hour === next.hour && dayNumber(next.day) - dayNumber(here.day) === 1;
    if (steady) {
      // Nothing is set forward or back, so the hour itself says it all.
      for (const hour of digestHours) look(hour, at + ((hour - here.hour + 24) % 24) * hourMs);
    } else {
      for (let quarter = 0; quarter < 96; quarter += 1)
        for (const hour of digestHours) look(hour, at + quarter * 15 * 60_000);
    }
  }
  return made;
}

/** How often each rung of each due date was reminded of on these days; and how late at most, in days. */
function reminded(days: readonly number[], firstDue: number, lastDue: number) {
  const at = new Map(days.map((day, index) => [day, index]));
  let once = 0;
  let skipped = 0;
  let twice = 0;
  let latest = 0;
  for (let due = firstDue; due <= lastDue; due += 1) {
    const sent = new Map<number, number>();
    let last = -Infinity;
    const start = at.get(due - 61) ?? at.get(due - 62) ?? 0;
    for (let index = start; index < days.length; index += 1) {
      const past = (days[index] ?? 0) - due;
      if (past > 34) break;
      const rung = rungReached(past, ladder);
      if (rung === undefined || rung <= last) continue;
      last = rung;
      sent.set(rung, (sent.get(rung) ?? 0) + 1);
      latest = Math.max(latest, past - rung);
    }
    for (const rung of rungs) {
      const times = sent.get(rung) ?? 0;
      if (times === 1) once += 1;
      else if (times === 0) skipped += 1;
      else twice += 1;
    }
  }
  return { once, skipped, twice, latest };
}

/** Days left out, half an hour set forward, two hours at once, an hour back for Ramadan: these are always among them. */
const strangest = ['Pacific/Apia', 'Pacific/Fakaofo', 'Australia/Lord_Howe', 'Antarctica/Troll'];
const walked = zones().filter(
  (zone, at) => at % stride(4) === 0 || [...strangest, 'Africa/Casablanca'].includes(zone),
);

describe.each(spans)('due dates of $name in every time zone [case 18]', ({ name, from, to }) => {
  it('are reminded of once at every rung, whatever the clocks do', () => {
    const [first, last] = [dayNumber(from), dayNumber(to)];
    // Zones whose days run alike are walked once; each is counted.
    const outcomes = new Map<string, ReturnType<typeof reminded>>();
    const total = { zones: 0, once: 0, skipped: 0, twice: 0 };
    let leftOut = 0;
    for (const zone of walked) {
      total.zones += 1;
      const made = digestDays(zone, (first - 63) * dayMs, (last + 37) * dayMs);
      for (const days of made.values()) {
        for (let index = 1; index < days.length; index += 1)
          leftOut += (days[index] ?? 0) - (days[index - 1] ?? 0) - 1;
        const key = days.join();
        const outcome = outcomes.get(key) ?? reminded(days, first, last);
        outcomes.set(key, outcome);
        total.once += outcome.once;
        total.skipped += outcome.skipped;
        total.twice += outcome.twice;
        expect(outcome.latest).toBeLessThanOrEqual(1);
      }
    }
    const dues = last - first + 1;
    console.log(
      `${name}: ${total.zones} zones x ${dues} due dates x ${rungs.length} rungs x ${digestHours.length} digest hours: ` +
        `${total.once} once, ${total.skipped} skipped, ${total.twice} twice; ${leftOut} days that never were.`,
    );
    expect({ skipped: total.skipped, twice: total.twice }).toEqual({ skipped: 0, twice: 0 });
    expect(total.once).toBe(total.zones * dues * rungs.length * digestHours.length);
    expect(zones().length).toBeGreaterThan(400);
  });
});
