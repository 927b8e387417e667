import type {
  Assessment,
  Snapshot,
  StoredScore,
  SubmittedSectionView,
} from '../../../assessments/index.js';
import type { AuditLine } from '../../../audits/index.js';
import type { RegisterRow } from '../../../findings/index.js';
import type { ToolUseLine } from '../../../supply-chain/index.js';
import type { Engagement, Vendor } from '../../../vendors/index.js';
import type { IndexedEvidence } from '../parts/evidence-parts.service.js';

/** All that is known of an assessment, from which the standard formats are made. */
export interface Assessed {
  /** Leads from the folder of the assessment’s own files to data/: empty, or like `../../`. */
  toData: string;
  /** What the organisation that assessed calls itself. */
  assessor: string;
  vendor: Pick<Vendor, 'id' | 'name'>;
  engagement: Pick<Engagement, 'id' | 'name' | 'purpose' | 'data'>;
  assessment: Pick<Assessment, 'id'>;
  snapshot: Snapshot;
  sections: readonly SubmittedSectionView[];
  score: StoredScore | null;
  findings: readonly RegisterRow[];
  audits: readonly AuditLine[];
  evidence: readonly IndexedEvidence[];
  /** By question: the ids of the evidence that is attached to its answer today. */
  shown: ReadonlyMap<string, readonly string[]>;
  tools: ToolsInUse;
}

export interface ToolsInUse {
  uses: readonly ToolUseLine[];
  /** Whether there are more of them than are told. */
  isCut: boolean;
}

/** Whether what names people, or may, is told too. */
export type Telling = 'whole' | 'nameless';
