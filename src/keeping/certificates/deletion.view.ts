import type { ProofView, ReportFacts } from '../../reports/index.js';
import type { DestroyedFile, DestroyedGroup } from '../destroyed.dto.js';

/** All that the certificate of deletion sees on paper. Plain JSON: it is stored with the report. */
export interface DeletionReportView {
  title: string;
  report: ReportFacts;
  vendor: string;
  /** When the vendor left, or was rejected; null where we still have to do with it. */
  leftAt: string | null;
  /** It is being left. */
  isLeaving: boolean;
  /** What was destroyed, in one sentence. */
  headline: string;
  /** What of it is still here, in one sentence. */
  left: string;
  groups: DestroyedGroup[];
  files: DestroyedFile[];
  /** Files beyond those that are listed. */
  more: number;
  kept: { title: string; kept: number; held: number; until: string | null; leaves: string }[];
  proof: Pick<ProofView, 'checkpoint' | 'viewHash'>;
}
