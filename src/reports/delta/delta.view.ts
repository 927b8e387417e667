import type { ChangeKind } from '../../assessments/index.js';
import type { Band } from '../../scoring/index.js';
import type { ProofView, ReportFacts } from '../views/vendor-risk.view.js';

/** All that the delta report sees, on paper and on its page. Plain JSON: it is stored with the report. */
export interface DeltaView {
  title: string;
  today: string;
  report: ReportFacts;
  vendor: { id: string; name: string };
  engagement: { id: string; name: string };
  /** What the report says, in one sentence. */
  headline: string;
  before: DeltaCycle;
  after: DeltaCycle;
  /** What makes the two hard to compare. */
  caveats: string[];
  /** Residual now minus then, signed: "−8.4"; below 0 is better. */
  residual: string;
  /** Inherent risk and tier, in sentences; empty where they stayed. */
  frame: string[];
  floors: { gained: DeltaFloor[]; lost: DeltaFloor[]; kept: DeltaFloor[] };
  domains: DeltaDomain[];
  /** Questions whose points changed, the largest change first. */
  questions: DeltaQuestion[];
  /** By kind, in the order in which they are looked at; none that is empty. */
  lists: DeltaList[];
  counts: { word: string; count: number }[];
  audits: string[];
  findings: { opened: DeltaFinding[]; closed: DeltaFinding[] };
  proof: Pick<ProofView, 'checkpoint' | 'viewHash'>;
}

export interface DeltaCycle {
  assessmentId: string;
  questionnaire: string;
  version: number;
  /** Instants. */
  submittedAt: string;
  submittedBy: string;
  /** Such as "Approved by Noor Haddad on 3 Mar 2026"; null while nothing is decided. */
  decided: string | null;
  validUntil: string | null;
  band: Band;
  bandWord: string;
  /** The model's own band, where a person set another one. */
  modelBandWord: string | null;
  override: string | null;
  isFloored: boolean;
  residual: number;
  inherent: number;
  control: number;
  says: number;
  shows: number;
}

export interface DeltaFloor {
  id: string;
  name: string;
  reasons: string[];
}

export interface DeltaDomain {
  label: string;
  /** What is both said and shown, of 100; null where nothing of it counts. */
  before: number | null;
  after: number | null;
  difference: string;
  better: boolean;
  worse: boolean;
}

export interface DeltaQuestion {
  text: string;
  domain: string;
  /** Points earned of the weight, as "6.5 of 10"; null where it was not in the sum. */
  before: string | null;
  after: string | null;
  difference: string;
  worse: boolean;
  why: string;
}

export interface DeltaList {
  kind: ChangeKind;
  word: string;
  lines: {
    key: string;
    text: string;
    knockOut: boolean;
    critical: boolean;
    why: string[];
    before: string | null;
    after: string | null;
    /** Cycles in a row in which it was confirmed without evidence; 0 where it is not flagged. */
    flagged: number;
  }[];
}

export interface DeltaFinding {
  reference: string;
  title: string;
  severity: string;
  state: string;
}
