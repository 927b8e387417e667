import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bandRank,
  scoreAssessment,
  whatWouldMove,
  type FindingLine,
  type QuestionLine,
  type ScoredFinding,
  type ScoreInput,
} from '../../src/scoring/index.js';
import { inputs } from './arbitraries.js';
import { gateway, inputWith, questionWith } from './builders.js';

const findingWith = (finding: Partial<ScoredFinding> = {}): ScoredFinding => ({
  reference: 'F-1',
  title: 'Dependencies are not pinned',
  state: 'open',
  questionKey: 'pinned',
  verifiedOn: finding.state === 'verified' ? '2026-12-04' : null,
  saidSince: null,
  acceptedUntil: finding.state === 'risk_accepted' ? '2027-01-31' : null,
  ...finding,
});

const scored = (...findings: ScoredFinding[]) => scoreAssessment({ ...gateway, findings });
const linesOf = ({ ledger }: ReturnType<typeof scoreAssessment>) =>
  ledger.filter((line): line is FindingLine => line.kind === 'finding');
const told = (...findings: ScoredFinding[]) =>
  linesOf(scored(...findings)).map(({ lost, why }) => [lost, why]);
const questionOf = ({ ledger }: ReturnType<typeof scoreAssessment>, wanted: string) =>
  ledger.find((line): line is QuestionLine => line.kind === 'question' && line.key === wanted);

const loses = '“Are dependencies pinned and hash-checked?” loses 50.0 points of Supply chain';

describe('a finding about a question that was asked', () => {
  it.each<[ScoredFinding['state'], string]>([
    ['open', `Open: ${loses}.`],
    ['planned', `Planned: ${loses}.`],
    ['resolved', `Resolved, and not verified yet: ${loses}.`],
    ['risk_accepted', `Risk accepted until 31 Jan 2027, which gives nothing back: ${loses}.`],
  ])('tells while %s what its question loses, and changes nothing', (state, why) => {
    const without = scoreAssessment(gateway);
    const score = scored(findingWith({ state }));
    expect(linesOf(score)).toEqual([
      {
        kind: 'finding',
        reference: 'F-1',
        title: 'Dependencies are not pinned',
        state,
        key: 'pinned',
        domain: 'supply_chain',
        lost: 50,
        why,
      },
    ]);
    expect(score).toEqual({ ...without, ledger: score.ledger });
    expect(score.ledger.filter(({ kind }) => kind !== 'finding')).toEqual(without.ledger);
  });

  it('lets it count in full once verified, and lifts the floor of a knock-out', () => {
    const score = scored(findingWith({ state: 'verified' }));
    expect(questionOf(score, 'pinned')).toMatchObject({
      c: 1,
      e: 1,
      lost: 0,
      why: 'Verified by us (F-1 on 4 Dec 2026), so it counts in full.',
    });
    expect(score.floors.map(({ id }) => id)).toEqual([]);
    expect(score.needsException).toBe(false);
    expect(told(findingWith({ state: 'verified' }))).toEqual([
      [
        0,
        'Verified by us on 4 Dec 2026, so “Are dependencies pinned and hash-checked?” counts in full.',
      ],
    ]);
  });

  it('gives nothing once what was said after the verification falls short', () => {
    const overtaken = findingWith({
      state: 'verified',
      saidSince: 'the vendor answered anew on 5 Jan 2027',
    });
    const score = scored(overtaken);
    expect(score.residual).toBe(scoreAssessment(gateway).residual);
    expect(linesOf(score)[0]).toMatchObject({
      lost: 50,
      why: `Verified by us on 4 Dec 2026, but the vendor answered anew on 5 Jan 2027: ${loses}.`,
    });
    const met = { ...overtaken, questionKey: 'sbom' };
    expect(questionOf(scored(met), 'sbom')).toMatchObject({ c: 1, e: 1 });
  });

  it('shares no point with another about the same question, and waits for it', () => {
    const verified = findingWith({ state: 'verified' });
    const open = findingWith({ reference: 'F-10' });
    const later = findingWith({ reference: 'F-9', state: 'planned' });
    expect(told(open, verified, later)).toEqual([
      [
        0,
        'Verified by us on 4 Dec 2026; “Are dependencies pinned and hash-checked?” counts in full ' +
          'once F-9 and F-10 are verified too.',
      ],
      [50, `Planned: ${loses}.`],
      [0, 'Open; what “Are dependencies pinned and hash-checked?” loses stands with F-9.'],
    ]);
  });

  it('says so where the question loses nothing, or left the sum', () => {
    const proven = questionWith({ key: 'p', evidence: 'verified' });
    const out = questionWith({ key: 'o', notApplicable: 'approved', notApplicableReason: 'none' });
    const findings = [
      findingWith({ questionKey: 'p' }),
      findingWith({ reference: 'F-2', questionKey: 'o', state: 'verified' }),
    ];
    const score = scoreAssessment(inputWith({ questions: [proven, out], findings }));
    expect(linesOf(score).map(({ lost, why }) => [lost, why])).toEqual([
      [0, 'Open: “Question p?” loses nothing.'],
      [0, 'Verified by us on 4 Dec 2026; “Question o?” left the sum.'],
    ]);
    expect(questionOf(score, 'o')?.inSum).toBe(false);
  });

  it('does not count as an answer of the vendor’s', () => {
    const questions = [questionWith({ key: 'pinned', answered: false })];
    const score = scoreAssessment(
      inputWith({ questions, findings: [findingWith({ state: 'verified' })] }),
    );
    expect(score.coverage).toEqual({ answered: 0, asked: 1, percent: 0 });
    expect(questionOf(score, 'pinned')).toMatchObject({ c: 1, e: 1 });
  });

  it('is looked at when it is asked what would move the band', () => {
    const findings = [findingWith({ state: 'verified' })];
    const keys = (input: ScoreInput) =>
      whatWouldMove(input)?.moves.flatMap((move) => (move.kind === 'question' ? [move.key] : []));
    expect(keys(gateway)).toContain('pinned');
    expect(keys({ ...gateway, findings })).not.toContain('pinned');
  });
});

describe('a finding about nothing that was asked', () => {
  it.each([null, 'never_asked'])('has a line without points (%s)', (questionKey) => {
    const without = scoreAssessment(gateway);
    const score = scored(findingWith({ questionKey, state: 'verified' }));
    expect(linesOf(score)).toEqual([
      expect.objectContaining({
        key: null,
        domain: null,
        lost: 0,
        why: 'Verified by us on 4 Dec 2026; it is about nothing that was asked, so it moves no points.',
      }),
    ]);
    expect(score).toEqual({ ...without, ledger: score.ledger });
  });
});

describe('bad findings', () => {
  it.each<[string, Partial<ScoredFinding>]>([
    ['Finding "": its reference is missing', { reference: '' }],
    ['Finding "F-1": unknown state "closed"', { state: 'closed' as 'open' }],
    ['Finding "F-1": unknown state "toString"', { state: 'toString' as 'open' }],
    ['Finding "F-1": it was verified on no day', { state: 'verified', verifiedOn: null }],
    [
      'Finding "F-1": its risk is accepted without an end',
      { state: 'risk_accepted', acceptedUntil: null },
    ],
  ])('are refused: %s', (message, wrong) => {
    expect(() => scored(findingWith(wrong))).toThrow(message);
  });

  it('are refused: a reference used twice', () => {
    expect(() => scored(findingWith(), findingWith())).toThrow('its reference is used twice');
  });
});

const states = ['open', 'planned', 'resolved', 'verified', 'risk_accepted'] as const;

/** An input with findings about its questions and about nothing. */
const inputsWithFindings = inputs(12).chain((input) =>
  fc
    .array(
      fc.record({
        state: fc.constantFrom(...states),
        at: fc.nat({ max: input.questions.length }),
        saidSince: fc.option(fc.constant('it was judged anew')),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((drawn) => ({
      ...input,
      findings: drawn.map(({ state, at, saidSince }, number) =>
        findingWith({
          reference: `F-${number + 1}`,
          state,
          questionKey: input.questions[at]?.key ?? null,
          saidSince,
        }),
      ),
    })),
);

describe('for any assessment and any findings', () => {
  it('verifying one never raises the residual, nor the band', () => {
    fc.assert(
      fc.property(inputsWithFindings, fc.nat(), (input, pick) => {
        const at = pick % input.findings.length;
        const findings = input.findings.map((finding, index) =>
          index === at
            ? findingWith({ ...finding, state: 'verified', verifiedOn: '2026-12-04' })
            : finding,
        );
        const before = scoreAssessment(input);
        const after = scoreAssessment({ ...input, findings });
        expect(after.residual).toBeLessThanOrEqual(before.residual + 1e-9);
        expect(bandRank(after.band)).toBeLessThanOrEqual(bandRank(before.band));
      }),
    );
  });

  it('their order does not matter', () => {
    const shuffled = inputsWithFindings.chain((input) =>
      fc
        .shuffledSubarray(input.findings, { minLength: input.findings.length })
        .map((findings) => [input, { ...input, findings }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(scoreAssessment(one)).toEqual(scoreAssessment(other));
      }),
    );
  });

  it('those that are not verified, or about nothing asked, change nothing but their own lines', () => {
    fc.assert(
      fc.property(inputsWithFindings, (input) => {
        const findings = input.findings.map((finding) =>
          finding.state === 'verified' ? { ...finding, questionKey: 'never asked' } : finding,
        );
        const score = scoreAssessment({ ...input, findings });
        const ledger = score.ledger.filter(({ kind }) => kind !== 'finding');
        expect({ ...score, ledger }).toEqual(scoreAssessment({ ...input, findings: [] }));
      }),
    );
  });

  it('no more is told as lost by findings than their question loses, and all of it once one is open', () => {
    fc.assert(
      fc.property(inputsWithFindings, (input) => {
        const score = scoreAssessment(input);
        for (const line of score.ledger) {
          if (line.kind !== 'question') continue;
          const own = linesOf(score).filter(({ key }) => key === line.key);
          const sum = own.reduce((total, { lost }) => total + lost, 0);
          const open = own.some(({ state }) => state !== 'verified');
          expect(sum).toBeLessThanOrEqual(line.lost);
          if (open) expect(sum).toBe(line.lost);
        }
      }),
    );
  });
});
