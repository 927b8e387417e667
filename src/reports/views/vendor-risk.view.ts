import type { PrintedCheckpoint } from '../printed-checkpoint.js';
import type { Band, Level, Tier } from '../../scoring/index.js';

/** All that the template of the vendor risk report sees. Plain JSON: it is stored with the report and can be printed again. */
export interface VendorRiskView {
  /** Title of the document, such as "Vendor risk report: Corridor Gateway". */
  title: string;
  /** The day on which "in 12 days" is counted. */
  today: string;
  report: ReportFacts;
  vendor: VendorFacts;
  engagement: EngagementView;
  assessment: AssessmentFacts;
  decision: DecisionView;
  score: ScoreView;
  domains: DomainView[];
  tools: ToolView[];
  dataStores: DataStoreView[];
  /** Those we recorded. */
  audits: AuditView[];
  /** As the vendor named them. */
  declaredAudits: DeclaredAuditView[];
  findings: FindingView[];
  /** The decision beside which they were frozen; null while none is made: they are as of now. */
  findingsFrozenOn: string | null;
  conditions: ConditionView[];
  answers: AnswerGroup[];
  ledger: LedgerGroup[];
  proof: ProofView;
}

export interface ReportFacts {
  /** Short reference that people can quote, such as "R-2026-0117". */
  reference: string;
  /** Instant. */
  madeAt: string;
  madeBy: string;
  /** The organisation that buys. */
  buyer: string;
}

export interface VendorFacts {
  name: string;
  legalName: string | null;
  country: string | null;
  website: string | null;
  status: string;
  owner: string | null;
}

export interface LabelledText {
  label: string;
  text: string;
}

export interface EngagementView {
  name: string;
  purpose: string | null;
  tier: Tier;
  /** Data, access, contract and the like, each in words. */
  facts: LabelledText[];
  inherent: {
    level: Level;
    levelWord: string;
    value: number;
    impact: Level;
    likelihood: Level;
    /** The derivation in whole sentences. */
    reasons: string[];
    /** Data, access, criticality, autonomy, then the likelihood factors. */
    factors: { group: 'Impact' | 'Likelihood'; label: string; level: string; because: string }[];
    /** Heads of the table below, lowest impact first. */
    impacts: string[];
    /** The table likelihood x impact, highest likelihood first; exactly one cell is ours. */
    table: { likelihood: string; cells: { level: string; isOurs: boolean }[] }[];
  };
}

export interface AssessmentFacts {
  questionnaire: string;
  version: string;
  sentOn: string | null;
  /** Instant. */
  submittedAt: string | null;
  isLate: boolean;
  respondents: string[];
  /** Who judged the answers. */
  reviewers: string[];
  reviewedOn: string | null;
  /** The due date that stands now; nothing where none is owed. Before a decision it is the day to decide by. */
  nextReassessmentOn: string | null;
  /** Where the next is a light one: when the full one is due. */
  nextInFullOn: string | null;
}

export interface DecisionView {
  /** What is asked for while nothing is decided, such as "Approve, approve with conditions, or reject". */
  asked: { what: string; by: string | null } | null;
  made: {
    outcome: string;
    by: string;
    /** Instant. */
    at: string;
    reason: string;
    conditions: string[];
    validUntil: string | null;
  } | null;
  /** A knock-out failed, so that approving needs an exception. */
  needsException: boolean;
}

export interface ScoreView {
  /** Instant. */
  at: string;
  band: Band;
  bandWord: string;
  bandFromAnswersWord: string;
  /** Why this band, one sentence. */
  reason: string;
  isFloored: boolean;
  /** For the chart: the residual, and the band that counts. */
  /** With the band of the model where a person set another. */
  scale: { value: number; band: Band; floored: boolean; modelBand?: Band };
  residual: number;
  inherentValue: number;
  control: number;
  conformance: number;
  assured: number;
  assurance: number;
  weakestLabel: string | null;
  weakest: number;
  vector: string;
  override: {
    bandWord: string;
    /** What the model gives. */
    modelBand: Band;
    by: string;
    /** `YYYY-MM-DD`, its last day. */
    until: string;
    reason: string;
  } | null;
  floors: { id: string; name: string; atLeastWord: string; reasons: string[] }[];
  /** At most five, largest first; `value` is points of 100 lost in the domain. */
  drivers: { label: string; note: string; value: number; why: string }[];
  /** The shortest list of changes that would lower the band. */
  moves: { toWord: string; residual: number; steps: string[] } | null;
  /** Since the last score. */
  change: {
    /** The band then, in a word. */
    before: string;
    beforeOn: string;
    /** Signed, one decimal: "−8.4". */
    residual: string;
    reasons: string[];
  } | null;
  coverage: { answered: number; asked: number; assertionOnly: number };
  /** How many answers rest on what, weakest evidence first; `unknown` for blank ones. */
  evidence: { label: string; count: number; unknown?: boolean }[];
}

export interface DomainView {
  label: string;
  asked: number;
  answered: number;
  /** Conformance S, 0 to 100; null when nothing is left in the sum. */
  says: number | null;
  /** Assurance A. */
  shows: number | null;
  /** What is both said and proven, C. */
  assured: number | null;
  isWeakest: boolean;
}

export interface ToolView {
  name: string;
  kind: string;
  versions: string;
  purpose: string;
  /** yes, no, or unknown: never left to be guessed. */
  seesOurData: 'yes' | 'no' | 'unknown';
  holdsCredentials: 'yes' | 'no' | 'unknown';
  relation: 'direct' | 'transitive';
  source: string;
  asOf: string;
  isStale: boolean;
  /** An advisory that matches, in words; null when none does. */
  alert: string | null;
}

export interface DataStoreView {
  what: string;
  where: string;
  keptFor: string;
  encryption: string;
  trainedOn: string;
}

interface AuditFactsView {
  standard: string;
  auditor: string;
  scope: string;
  period: string;
  exceptions: string;
  nextDueOn: string | null;
  /** Why it stands so, as a sentence. */
  standingReason: string;
}

export interface AuditView extends AuditFactsView {
  auditorInDoubt: boolean;
  /** The compliance platform that prepared it. */
  platform: string | null;
  platformInDoubt: boolean;
  standing: 'fresh' | 'due soon' | 'in grace' | 'stale' | 'superseded' | 'rejected';
}

export interface DeclaredAuditView extends AuditFactsView {
  /** `recorded`: we recorded it too. */
  standing: 'recorded' | 'claimed' | 'expired';
}

export interface FindingView {
  /** Such as "F-12". */
  reference: string;
  title: string;
  severity: string;
  state: string;
  owner: string | null;
  dueOn: string | null;
  /** Where the risk is accepted; reports made before that was told leave it out. */
  accepted?: {
    /** `YYYY-MM-DD`, its last day. */
    until: string;
    by: string;
  };
}

/** A condition of the decision; its state is that of its finding today. */
export interface ConditionView {
  text: string;
  reference: string;
  severity: string;
  state: string;
  dueOn: string;
}

export interface AnswerGroup {
  label: string;
  answers: {
    key: string;
    question: string;
    isKnockOut: boolean;
    weight: string;
    expected: string;
    /** Null when left blank. */
    answer: string | null;
    comment: string | null;
    /** What the vendor attached: the name of the file and the beginning of its SHA-256. */
    files?: string[];
    judgement: 'meets' | 'partial' | 'does not meet' | 'insufficient' | 'not applicable' | 'blank';
    judgementWord: string;
    reviewNote: string | null;
    /** Whom the note is for; reports made before that was asked leave it out. */
    reviewNoteFor?: 'internal' | 'vendor';
    evidence: string;
    evidenceGrade: number | null;
  }[];
}

export interface LedgerGroup {
  label: string;
  lines: {
    key: string;
    text: string;
    w: number;
    c: number;
    e: number;
    wc: number;
    wce: number;
    lost: number;
    why: string;
  }[];
  /** The sums of the domain, in one sentence. */
  sum: { w: number; wc: number; wce: number; why: string };
}

export interface ProofView {
  /** Lines after the domains: control strength, residual, floors, findings, override. */
  totals: { name: string; why: string }[];
  modelId: string;
  modelVersion: string;
  modelHash: string;
  /** SHA-256 of the stored view that this report was printed from. */
  viewHash: string;
  questionnaireHash: string;
  checkpoint: PrintedCheckpoint | null;
}
