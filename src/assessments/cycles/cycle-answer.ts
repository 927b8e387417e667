import type { AnswerValue } from '../../questionnaires/index.js';
import type { EvidenceGrade, Standing, Weight } from '../../scoring/index.js';

/** What an answer is worth: compliance c of VRM-1 (0, 0.5 or 1), and the grade of evidence that counts. */
export interface Worth {
  readonly compliance: number;
  readonly evidence: EvidenceGrade;
  /** Why the evidence proves nothing any more, as a clause without a full stop. */
  readonly lowered: string | null;
}

/** One question that a cycle asked, and what was said to it. */
export interface CycleAnswer {
  readonly key: string;
  readonly text: string;
  /** Of what it asks, as `textHash` gives it. */
  readonly hash: string;
  readonly domain: string;
  readonly domainLabel: string;
  readonly weight: Weight;
  readonly knockOut: boolean;
  readonly standing: Standing;
  /** By the expectation, on the vendor's word or a file it attached: before anybody judged it. */
  readonly byRule: Worth;
  /** As a person judged it. */
  readonly judged: Worth | null;
  /** What the evidence of the last judgement is worth by now, where nobody has judged this answer yet. */
  readonly leaning: Pick<Worth, 'evidence' | 'lowered'> | null;
  readonly value: AnswerValue | null;
  readonly notApplicableReason: string | null;
  readonly comment: string | null;
  /** Cycles in a row, this one included, in which it was confirmed without evidence. */
  readonly unproven: number;
}
