import fc from 'fast-check';
import {
  compliances,
  evidenceGrades,
  levels,
  weights,
  type Compliance,
  type EvidenceGrade,
  type FloorConditions,
  type ScoredQuestion,
  type ScoreInput,
  type Weight,
} from '../../src/scoring/index.js';
import { inherentAt, questionWith } from './builders.js';

export const grades = Object.keys(evidenceGrades) as EvidenceGrade[];
const judgements = Object.keys(compliances) as Compliance[];

const question = fc
  .record({
    domain: fc.constantFrom('data', 'access', 'supply_chain', 'ai'),
    weight: fc.constantFrom(...(Object.keys(weights) as Weight[])),
    knockOut: fc.boolean(),
    answered: fc.boolean(),
    compliance: fc.constantFrom(...judgements),
    evidence: fc.constantFrom(...grades),
    evidenceLowered: fc.option(fc.constant('it expired'), { freq: 6 }),
    notApplicable: fc.constantFrom('none', 'none', 'none', 'claimed', 'approved'),
  })
  .map((drawn) => ({
    ...drawn,
    domainLabel: drawn.domain,
    notApplicable: drawn.notApplicable,
    notApplicableReason: drawn.notApplicable === 'approved' ? 'no such thing here' : null,
  }));

export const questions = (most = 30): fc.Arbitrary<ScoredQuestion[]> =>
  fc
    .array(question, { minLength: 1, maxLength: most })
    .map((drawn) => drawn.map((one, at) => questionWith({ ...one, key: `q${at}` })));

const reasons = fc.array(
  fc.string({ minLength: 1, maxLength: 5 }).map((reason) => ({ reason })),
  { maxLength: 2 },
);

const conditions: fc.Arbitrary<FloorConditions> = fc.record({
  openMalwareMatches: reasons,
  openIncidents: reasons,
  expiredKeyEvidence: fc.array(
    fc.record({ reason: fc.string({ minLength: 1 }), daysExpired: fc.nat({ max: 200 }) }),
    { maxLength: 2 },
  ),
});

const quiet = fc.constant<FloorConditions>({
  openMalwareMatches: [],
  expiredKeyEvidence: [],
  openIncidents: [],
});

const inherent = fc
  .tuple(fc.constantFrom(...levels), fc.constantFrom(undefined, 1 as const))
  .map(([level, tier]) => inherentAt(level, tier));

export const inputs = (most = 30): fc.Arbitrary<ScoreInput> =>
  fc.record({
    inherent,
    questions: questions(most),
    conditions: fc.oneof(quiet, conditions),
    findings: fc.constant([]),
    previous: fc.constant(null),
    override: fc.constant(null),
  });

/** An input, and one of its questions. */
export const inputsWithChoice = (most = 30) =>
  inputs(most).chain((input) =>
    fc.record({ input: fc.constant(input), at: fc.nat({ max: input.questions.length - 1 }) }),
  );

export function replaced(
  input: ScoreInput,
  at: number,
  change: Partial<ScoredQuestion>,
): ScoreInput {
  const changed = input.questions.map((one, index) => (index === at ? { ...one, ...change } : one));
  return { ...input, questions: changed };
}
