import type { Band } from './bands.js';
import type { InherentRisk } from './engagement-facts.js';
import type { ScoredFinding } from './findings.js';
import type { Floor, FloorConditions } from './floors.js';
import type { LedgerLine } from './ledger.js';
import type { ModelIdentity } from './model-identity.js';
import type { Override } from './override.js';
import type { ScoredQuestion } from './question.js';
import type { DomainResult, Strength } from './strength.js';

/** The part of the inherent risk that a score needs. */
export type InherentBasis = Pick<
  InherentRisk,
  | 'data'
  | 'access'
  | 'criticality'
  | 'autonomy'
  | 'impact'
  | 'likelihood'
  | 'level'
  | 'value'
  | 'tier'
>;

export interface ScoreInput {
  readonly inherent: InherentBasis;
  readonly questions: readonly ScoredQuestion[];
  readonly conditions: FloorConditions;
  readonly findings: readonly ScoredFinding[];
  readonly previous: PreviousScore | null;
  readonly override: Override | null;
}

export interface Driver {
  readonly key: string;
  readonly text: string;
  readonly domain: string;
  readonly domainLabel: string;
  /** Points of 100 that the domain loses here: 100·w·(1−c·e)/Σw. */
  readonly lost: number;
  readonly why: string;
}

export interface Coverage {
  /** Answers given; saying that a question is not applicable is an answer. */
  readonly answered: number;
  readonly asked: number;
  /** 0 to 100; 0 if nothing was asked. */
  readonly percent: number;
}

export interface Change {
  /** Residual now minus residual then: below 0 is better. */
  readonly residual: number;
  readonly bandBefore: Band;
  readonly bandAfter: Band;
  /** False if another model, version or set of constants made the earlier score. */
  readonly sameModel: boolean;
  /** What changed, in sentences: frame first, then the override, floors, questions by size. */
  readonly reasons: readonly string[];
}

export interface Score {
  readonly model: ModelIdentity;
  readonly inherent: InherentBasis;
  readonly domains: readonly DomainResult[];
  readonly strength: Strength;
  /** R, 0 to 100, unrounded. */
  readonly residual: number;
  readonly bandFromAnswers: Band;
  readonly floors: readonly Floor[];
  /** The model's band: answers, then floors. */
  readonly bandAfterFloors: Band;
  readonly override: Override | null;
  /** The band that counts: the override's if there is one, else the model's. */
  readonly band: Band;
  /** True if a knock-out failed: the decision then needs an exception. */
  readonly needsException: boolean;
  readonly coverage: Coverage;
  /** Keys of the answers that earn points on the vendor's word alone. */
  readonly assertionOnly: readonly string[];
  /** At most five, the largest loss first. */
  readonly drivers: readonly Driver[];
  readonly change: Change | null;
  readonly vector: string;
  /** Why this band, in one sentence. */
  readonly reason: string;
  readonly ledger: readonly LedgerLine[];
}

/** What must be kept of a score to say later what changed. */
export type PreviousScore = Pick<
  Score,
  'model' | 'inherent' | 'residual' | 'band' | 'floors' | 'ledger'
>;
