import { present } from '../platform/present.js';
import type { EvidenceView, RevisionView, UseView } from './evidence.dto.js';
import type { EvidenceLine, EvidenceUse, RevisionLine } from './evidence-line.js';

export function evidenceView({
  fileId: _,
  isPreviewed: __,
  hasPreview,
  ...line
}: EvidenceLine): EvidenceView {
  return { ...present(line), hasPreview: hasPreview === 1 };
}

export const revisionView = ({ fileId: _, ...line }: RevisionLine): RevisionView => present(line);

export function useView({ part, linkedByKind: _, ...use }: EvidenceUse): UseView {
  return { ...use, ...(part ? { part } : {}) };
}
