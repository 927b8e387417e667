import { Injectable } from '@nestjs/common';
import { UserQueries, type Caller } from '../../identity/index.js';
import {
  ObligationQueries,
  Snoozes,
  type DueCount,
  type ObligationLine,
  type ObligationQuery,
} from '../../obligations/index.js';
import { addDays, Clock } from '../../platform/clock.js';
import { csvOf } from '../../platform/csv.js';
import { dayText } from '../../platform/templates/index.js';
import { dueFilters } from './due-filters.js';
import { byDay, dueLine, dueLineOf, type DueLine } from './due-lines.js';
import { addressOf, filterOf, type DueQuery } from './due-query.js';
import { gridOf, monthOf, monthWord, weekdayWord, weekOf, type Span } from './due-span.js';

const mostLate = 100;
const mostInSpan = 300;
const mostInCell = 3;
const mostInFile = 10_000;

@Injectable()
export class DuePage {
  constructor(
    private readonly obligations: ObligationQueries,
    private readonly people: UserQueries,
    private readonly clock: Clock,
    private readonly snoozes: Snoozes,
  ) {}

  async shown(me: Caller, query: DueQuery): Promise<object> {
    const today = this.clock.today();
    const filter = filterOf(query, me.userId);
    const span = spanOf(query, today);
    const [late, lateCounts, counts, lines, people, [following]] = await Promise.all([
      this.obligations.some({ ...filter, overdue: true }, mostLate),
      this.obligations.counts({ ...filter, overdue: true }),
      this.obligations.counts(within(filter, span)),
      this.obligations.some(within(filter, span), mostInSpan),
      this.people.choices(),
      this.obligations.some({ ...filter, from: later(addDays(span.to, 1), today) }, 1),
    ]);
    const shownLine = dueLineOf(me, await this.snoozes.ofPerson(me.userId));
    const ahead = lines.filter(({ overdue }) => !overdue);
    const month = query.view === 'month';
    return {
      title: 'Due dates',
      styles: ['/public/css/due.css'],
      ...dueFilters(query, people, me.userId),
      lateOnly: query.overdue === true,
      late: late.map(shownLine),
      ...moreThan(mostLate, sum(lateCounts), late.length),
      views: viewsOf(query),
      heading: month ? monthWord(span.from) : `${dayText(span.from)} to ${dayText(span.to)}`,
      previous: addressOf(query, { at: span.previous }),
      next: addressOf(query, { at: span.next }),
      now: today >= span.from && today <= span.to ? undefined : addressOf(query, { at: '' }),
      ...(month
        ? { weeks: cellsOf(query, span, counts, lines.map(shownLine), today) }
        : {
            days: byDay(ahead.map(shownLine)).map(({ day, lines: on }) => ({
              day,
              weekday: weekdayWord(day),
              lines: on,
            })),
          }),
      cut: sum(counts) > mostInSpan,
      nothing: ahead.length === 0,
      ...(following
        ? { following: { href: addressOf(query, { at: following.dueOn }), dueOn: following.dueOn } }
        : {}),
      csvHref: addressOf(query, {}, '/due.csv'),
      mayFollow: me.may.has('obligations.read'),
    };
  }

  /** What the page shows, as a table for a spreadsheet. */
  async file(me: Caller, query: DueQuery): Promise<string> {
    const filter = filterOf(query, me.userId);
    const span = spanOf(query, this.clock.today());
    const late = await this.obligations.some({ ...filter, overdue: true }, mostInFile);
    const lines = query.overdue
      ? []
      : await this.obligations.some(within(filter, span), mostInFile);
    const seen = [...late, ...lines.filter(({ overdue }) => !overdue)];
    const head = ['Due', 'Late', 'What', 'Kind', 'Vendor', 'Tier', 'Owner'];
    return csvOf([head, ...seen.map(rowOf)]);
  }
}

const rowOf = (line: ObligationLine) => {
  const { dueOn, late, title, kind, vendor, tier, owner } = { ...dueLine(line), tier: line.tier };
  return [dueOn, late ? 'late' : '', title, kind, vendor, tier ?? null, owner];
};

const spanOf = ({ view, at }: DueQuery, today: string): Span =>
  (view === 'month' ? monthOf : weekOf)(at || today);

const within = (filter: ObligationQuery, { from, to }: Span): ObligationQuery => ({
  ...filter,
  from,
  to,
});

const later = (one: string, other: string): string => (one > other ? one : other);

const sum = (counts: readonly DueCount[]): number =>
  counts.reduce((all, { count }) => all + count, 0);

const moreThan = (most: number, all: number, shown: number) =>
  all > most ? { lateMore: { shown, all } } : {};

const viewsOf = (query: DueQuery): object[] => [
  { href: addressOf(query, { view: '' }), label: 'Week', current: query.view !== 'month' },
  { href: addressOf(query, { view: 'month' }), label: 'Month', current: query.view === 'month' },
];

/** The cells of the month: how much is due on each day, and what, where that fits. */
function cellsOf(
  query: DueQuery,
  span: Span,
  counts: readonly DueCount[],
  lines: readonly DueLine[],
  today: string,
) {
  const countOf = new Map(counts.map(({ dueOn, count }) => [dueOn, count]));
  const linesOf = new Map(byDay(lines).map(({ day, lines: on }) => [day, on]));
  return gridOf(span).map((days) =>
    days.map(({ day, within: inside }) => {
      const count = countOf.get(day) ?? 0;
      const shown = (linesOf.get(day) ?? []).slice(0, mostInCell);
      return {
        day,
        date: Number(day.slice(8)),
        inside,
        today: day === today,
        late: day < today,
        count: inside ? count : 0,
        href: addressOf(query, { view: '', at: day }),
        lines: inside ? shown : [],
        more: inside ? count - shown.length : 0,
      };
    }),
  );
}
