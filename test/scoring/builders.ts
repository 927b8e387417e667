import {
  assessInherentRisk,
  noConditions,
  type EngagementFacts,
  type InherentBasis,
  type Level,
  type LikelihoodCode,
  type ScoredQuestion,
  type ScoreInput,
} from '../../src/scoring/index.js';

export const evenLikelihood = (level: Level): Record<LikelihoodCode, Level> => ({
  internet_exposure: level,
  fourth_parties: level,
  trains_or_retains: level,
  recent_incident: level,
  ships_code: level,
});

export function factsWith(facts: Partial<EngagementFacts> = {}): EngagementFacts {
  return {
    data: [],
    access: [],
    criticality: 'VL',
    autonomy: 'none',
    likelihood: evenLikelihood('VL'),
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    ...facts,
  };
}

export function questionWith(question: Partial<ScoredQuestion> & { key: string }): ScoredQuestion {
  return {
    text: `Question ${question.key}?`,
    domain: 'access',
    domainLabel: 'Access',
    weight: 'standard',
    knockOut: false,
    gap: null,
    answered: true,
    compliance: 'meets',
    evidence: 'assertion',
    evidenceLowered: null,
    restsOn: null,
    notApplicable: 'none',
    notApplicableReason: null,
    ...question,
  };
}

export const gatewayFacts = factsWith({
  data: ['government_id', 'credentials', 'source_code'],
  access: ['production_credentials', 'write_api'],
  criticality: 'H',
  autonomy: 'drafting',
  likelihood: {
    internet_exposure: 'VH',
    fourth_parties: 'H',
    trains_or_retains: 'M',
    recent_incident: 'VH',
    ships_code: 'M',
  },
});

/** An inherent risk whose tier follows from its value, with nothing forced. */
export function inherentAt(level: Level, tier?: InherentBasis['tier']): InherentBasis {
  const facts = factsWith({
    autonomy: (
      {
        VL: 'none',
        L: 'drafting',
        M: 'recommendation',
        H: 'automated_decision',
        VH: 'acting_agent',
      } as const
    )[level],
    likelihood: evenLikelihood('VH'),
  });
  const inherent = assessInherentRisk(facts);
  return tier === undefined ? inherent : { ...inherent, tier };
}

export function inputWith(input: Partial<ScoreInput> = {}): ScoreInput {
  return {
    inherent: inherentAt('VH'),
    questions: [],
    conditions: noConditions,
    findings: [],
    previous: null,
    override: null,
    ...input,
  };
}

const supplyChain = { domain: 'supply_chain', domainLabel: 'Supply chain' } as const;
const data = { domain: 'data', domainLabel: 'Data' } as const;
const access = { domain: 'access', domainLabel: 'Access' } as const;
const ai = { domain: 'ai', domainLabel: 'AI' } as const;

/** An LLM gateway vendor: good-looking answers, weak proof, one fatal gap. */
export const gatewayQuestions: ScoredQuestion[] = [
  questionWith({
    ...supplyChain,
    key: 'pinned',
    text: 'Are dependencies pinned and hash-checked?',
    gap: 'dependencies are not pinned and hash-checked',
    weight: 'critical',
    knockOut: true,
    compliance: 'does_not_meet',
  }),
  questionWith({ ...supplyChain, key: 'sbom', weight: 'critical' }),
  questionWith({ ...data, key: 'encrypted', evidence: 'audit', restsOn: 'SOC 2 Type II' }),
  questionWith({ ...data, key: 'deleted', evidence: 'artefact' }),
  questionWith({ ...access, key: 'least', evidence: 'audit' }),
  questionWith({ ...access, key: 'mfa', evidence: 'artefact' }),
  questionWith({ ...access, key: 'tokens', evidence: 'artefact' }),
  questionWith({ ...ai, key: 'models' }),
  questionWith({ ...ai, key: 'changes' }),
  questionWith({ ...ai, key: 'oversight', evidence: 'document' }),
  questionWith({ ...ai, key: 'filters', evidence: 'document' }),
  questionWith({ ...ai, key: 'red_team', compliance: 'partial' }),
];

export const gateway = inputWith({
  inherent: assessInherentRisk(gatewayFacts),
  questions: gatewayQuestions,
});
