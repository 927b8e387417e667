import { describe, expect, it } from '@jest/globals';
import { freshness } from '../../src/audits/freshness/figures.js';
import { freshnessOf, type AuditDates } from '../../src/audits/freshness/freshness.js';
import { usualFigures } from '../../src/policies/index.js';

const figures = usualFigures(freshness);

const audit = (facts: Partial<AuditDates> & Pick<AuditDates, 'kind'>): AuditDates => ({
  periodTo: null,
  issuedOn: null,
  expiresOn: null,
  surveillanceOn: null,
  materialChangeOn: null,
  rejectedAt: null,
  ...facts,
});

const type2 = audit({ kind: 'soc2_type2', periodTo: '2025-06-30' });
const type1 = audit({ kind: 'soc2_type1', periodTo: '2025-06-30' });
const iso = audit({ kind: 'iso27001', issuedOn: '2025-03-10', expiresOn: '2028-03-09' });
const pentest = audit({ kind: 'penetration_test', periodTo: '2025-06-30' });

describe('the edge days of each rule', () => {
  const letter = { coversFrom: '2026-07-01', coversUntil: '2026-09-30' };

  it.each([
    ['the period ended today', '2025-06-30', 'fresh', 'audit', 0],
    ['61 days before the end', '2026-04-30', 'fresh', 'audit', 0],
    ['60 days before the end', '2026-05-01', 'due_soon', 'audit', 0],
    ['the last fresh day', '2026-06-30', 'due_soon', 'audit', 0],
    ['the day after, without a letter', '2026-07-01', 'stale', 'assertion', 1],
  ] as const)('SOC 2 Type II: %s', (_, day, state, grade, daysStale) => {
    const expected = { state, grade, daysStale, freshUntil: '2026-06-30' };
    expect(freshnessOf(type2, [], day, figures)).toMatchObject(expected);
  });

  it.each([
    ['the last fresh day needs no letter', '2026-06-30', 'due_soon', 'audit', 0],
    ['the first day of grace', '2026-07-01', 'in_grace', 'artefact', 0],
    ['the last day of grace', '2026-09-30', 'in_grace', 'artefact', 0],
    ['the day after', '2026-10-01', 'stale', 'assertion', 1],
    ['long after', '2027-01-08', 'stale', 'assertion', 100],
  ] as const)('SOC 2 Type II with a bridge letter: %s', (_, day, state, grade, daysStale) => {
    const expected = { state, grade, daysStale, graceUntil: '2026-09-30' };
    expect(freshnessOf(type2, [letter], day, figures)).toMatchObject(expected);
  });

  it.each([
    ['one that covers the first three months of the twelve', '2025-07-01', '2025-09-30', undefined],
    ['one that begins a day too late', '2026-07-02', '2026-09-30', undefined],
    ['one for a month only', '2026-07-01', '2026-07-31', '2026-07-31'],
    ['one that says more than three months', '2026-07-01', '2027-06-30', '2026-09-30'],
  ])('the grace of a report with %s', (_, coversFrom, coversUntil, graceUntil) => {
    const found = freshnessOf(type2, [{ coversFrom, coversUntil }], '2026-12-01', figures);
    expect(found.graceUntil).toBe(graceUntil);
    expect(found.state).toBe('stale');
  });

  it('letters carry a report together only without a gap', () => {
    const july = { coversFrom: '2026-07-01', coversUntil: '2026-07-31' };
    const august = { coversFrom: '2026-08-01', coversUntil: '2026-08-31' };
    const graceOf = (letters: (typeof july)[]) =>
      freshnessOf(type2, letters, '2026-08-15', figures).graceUntil;
    expect(graceOf([august, july])).toBe('2026-08-31');
    expect(graceOf([august])).toBeUndefined();
  });

  it.each([
    ['the day it describes', '2025-06-30', 'fresh', 'artefact'],
    ['60 days before the end', '2025-10-31', 'due_soon', 'artefact'],
    ['the last fresh day', '2025-12-30', 'due_soon', 'artefact'],
    ['the first day of grace', '2025-12-31', 'in_grace', 'artefact'],
    ['the last day of grace', '2026-06-30', 'in_grace', 'artefact'],
    ['the day after', '2026-07-01', 'stale', 'assertion'],
  ] as const)('SOC 2 Type I: %s', (_, day, state, grade) => {
    expect(freshnessOf(type1, [], day, figures)).toMatchObject({ state, grade });
  });

  it.each([
    ['never surveyed, 12 months and 45 days after its issue', null, '2026-04-24', 'due_soon'],
    ['never surveyed, a day later', null, '2026-04-25', 'stale'],
    ['surveyed once, in its second year', '2026-03-02', '2027-02-01', 'fresh'],
    ['surveyed once, 12 months and 45 days later', '2026-03-02', '2027-04-16', 'due_soon'],
    ['surveyed once, a day later', '2026-03-02', '2027-04-17', 'stale'],
    ['surveyed again, on its last day', '2027-03-20', '2028-03-09', 'due_soon'],
    ['surveyed again, a day after its end', '2027-03-20', '2028-03-10', 'stale'],
  ] as const)('ISO certificate: %s', (_, surveillanceOn, day, state) => {
    expect(freshnessOf({ ...iso, surveillanceOn }, [], day, figures).state).toBe(state);
  });

  it('an ISO certificate never outlives its end date, whatever was surveyed', () => {
    const late = { ...iso, surveillanceOn: '2028-03-01' };
    expect(freshnessOf(late, [], '2028-03-01', figures).freshUntil).toBe('2028-03-09');
  });

  it.each([
    ['12 months later', null, '2026-06-30', 'due_soon', '2026-06-30'],
    ['a day after that', null, '2026-07-01', 'stale', '2026-06-30'],
    ['changed the day after', '2025-07-01', '2025-07-01', 'stale', '2025-06-30'],
    ['the day before a change', '2025-10-02', '2025-10-01', 'due_soon', '2025-10-01'],
    ['the day of a change', '2025-10-02', '2025-10-02', 'stale', '2025-10-01'],
    ['changed while it was tested', '2025-06-30', '2026-01-01', 'fresh', '2026-06-30'],
    ['changed when it was stale anyway', '2026-07-01', '2026-07-01', 'stale', '2026-06-30'],
  ] as const)('a test, %s', (_, materialChangeOn, day, state, freshUntil) => {
    for (const kind of ['penetration_test', 'red_team_test'] as const) {
      const found = freshnessOf({ ...pentest, kind, materialChangeOn }, [], day, figures);
      expect(found).toMatchObject({ state, freshUntil });
    }
  });

  it('anything else holds to its end date, or as long as a Type II', () => {
    const until = (facts: Partial<AuditDates>) =>
      freshnessOf(audit({ kind: 'other', ...facts }), [], '2026-01-01', figures).freshUntil;
    expect(until({ expiresOn: '2026-02-03', periodTo: '2020-01-01' })).toBe('2026-02-03');
    expect(until({ periodTo: '2025-06-30', issuedOn: '2025-08-01' })).toBe('2026-06-30');
    expect(until({ issuedOn: '2025-08-01' })).toBe('2026-08-01');
  });

  it.each([
    ['2024-02-29', '2025-02-28'],
    ['2023-02-28', '2024-02-28'],
    ['2027-02-28', '2028-02-28'],
    ['2025-12-31', '2026-12-31'],
  ])('a period that ends on %s is fresh until %s', (periodTo, freshUntil) => {
    expect(freshnessOf({ ...type2, periodTo }, [], periodTo, figures).freshUntil).toBe(freshUntil);
  });

  it('six months after a month’s last day is the last day of a shorter month', () => {
    const until = (periodTo: string) =>
      freshnessOf({ ...type1, periodTo }, [], periodTo, figures).freshUntil;
    expect(until('2025-08-31')).toBe('2026-02-28');
    expect(until('2027-08-31')).toBe('2028-02-29');
  });

  it('what we rejected proves nothing, and what was superseded counts as long as its days let it', () => {
    const rejectedAt = '2025-09-01T10:00:00.000Z';
    const rejected = freshnessOf({ ...type2, rejectedAt }, [], '2025-10-01', figures, true);
    expect(rejected).toMatchObject({ state: 'rejected', grade: 'assertion' });
    const fresh = freshnessOf(type2, [], '2025-10-01', figures, true);
    expect(fresh).toMatchObject({ state: 'superseded', grade: 'audit' });
    const old = freshnessOf(type2, [], '2026-10-01', figures, true);
    expect(old).toMatchObject({ state: 'superseded', grade: 'assertion' });
  });

  it('refuses an audit without the day that its kind is measured by', () => {
    const incomplete = audit({ kind: 'iso42001', issuedOn: '2025-01-01' });
    expect(() => freshnessOf(incomplete, [], '2025-02-01', figures)).toThrow(RangeError);
  });
});

describe('why it stands so', () => {
  const letter = { coversFrom: '2026-07-01', coversUntil: '2026-09-30' };
  const why = (of: AuditDates, day: string, letters: (typeof letter)[] = []) =>
    freshnessOf(of, letters, day, figures).reason;

  it.each([
    [
      why(type2, '2026-08-01'),
      'A SOC 2 Type II report is fresh for 12 months after its period ends, here on 30 Jun 2025; that was until 30 Jun 2026, and no bridge letter covers the days since.',
    ],
    [
      why(type2, '2026-08-01', [letter]),
      'A SOC 2 Type II report is fresh for 12 months after its period ends, here on 30 Jun 2025; that was until 30 Jun 2026, and management’s own bridge letter carries it: until 30 Sep 2026.',
    ],
    [
      why(type1, '2026-02-01'),
      'A SOC 2 Type I report is fresh for 6 months after the day it describes, here 30 Jun 2025; that was until 30 Dec 2025, and it is in grace until 12 months after that day: until 30 Jun 2026.',
    ],
    [
      why(iso, '2026-06-01'),
      'An ISO/IEC 27001 certificate needs proof of a surveillance audit every 12 months and 45 days, last shown by its issue on 10 Mar 2025; that was until 24 Apr 2026.',
    ],
    [
      why({ ...pentest, materialChangeOn: '2025-10-02' }, '2025-11-01'),
      'A penetration test is fresh until what was tested changes materially, here on 2 Oct 2025; that was until 1 Oct 2025.',
    ],
  ])('says it in one sentence with its days: %s', (said, expected) => {
    expect(said).toBe(expected);
  });
});
