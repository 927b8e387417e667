import type { SubmittedAnswerView } from '../../../assessments/index.js';
import type { AuditLine } from '../../../audits/index.js';
import type { Assessed } from './assessed.js';
import type { IndexedRevision } from '../parts/evidence-parts.service.js';

/** What shows an answer. */
export interface Shown {
  files: IndexedRevision[];
  /** Hashes of files that were attached when it was submitted and are not in the dossier. */
  gone: string[];
  audit: AuditLine | undefined;
}

/** Of an answer: the files attached when it was submitted, the newest of those attached today, and the audit that it rests on. */
export function shownIn({ evidence, shown, audits }: Assessed) {
  const byId = new Map(evidence.map((piece) => [piece.id, piece.revisions]));
  return ({ key, attached = [], review }: SubmittedAnswerView): Shown => {
    const files = new Set<IndexedRevision>();
    const gone: string[] = [];
    for (const { evidenceId, sha256 } of attached) {
      const found = byId.get(evidenceId)?.find((revision) => revision.sha256 === sha256);
      if (found) files.add(found);
      else gone.push(sha256);
    }
    for (const id of shown.get(key) ?? []) {
      const newest = newestOf(byId.get(id) ?? []);
      if (newest) files.add(newest);
    }
    return { files: [...files], gone, audit: audits.find(({ id }) => id === review?.auditId) };
  };
}

const newestOf = (revisions: readonly IndexedRevision[]): IndexedRevision | undefined =>
  [...revisions].sort((one, other) => other.revision - one.revision)[0];
