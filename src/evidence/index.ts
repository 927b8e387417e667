export { evidenceStored } from './events.js';
export { EvidenceFacts, EvidenceView, NewUse, Withdrawal } from './evidence.dto.js';
export { Evidence, EvidenceFile, EvidenceLink, EvidenceRevision } from './evidence.entity.js';
export type { EvidenceLine, EvidenceUse, LinkedEvidence, RevisionLine } from './evidence-line.js';
export { evidenceFreshness, type EvidenceFigures } from './freshness/figures.js';
export {
  evidenceStates,
  freshnessOfEvidence,
  hasEnd,
  type EvidenceDates,
  type EvidenceFreshness,
  type EvidenceState,
} from './freshness/freshness.js';
export { evidenceKindLabels, evidenceKinds, type EvidenceKind } from './kinds.js';
export { EvidenceLinks } from './uses/evidence-links.service.js';
export { evidenceView } from './evidence-views.js';
export { EvidenceModule } from './evidence.module.js';
export { EvidenceQueries } from './evidence.queries.js';
export { EvidenceStore, type Received } from './evidence-store.service.js';
export { Downloads, type StoredFile } from './files/downloads.service.js';
export { PurgedFiles, type Destroyed } from './purging/purged-files.service.js';
export { purgedSentence } from './purging/purged-sentence.js';
export { FinishedUploads } from './uploads/finished-uploads.service.js';
export { orTellOffset, PartOffset } from './uploads/part-offset.js';
export { limited } from './files/limited.js';
export { sealedReply } from './files/sealed-reply.js';
export { NewUpload, RevisionFromUpload, UploadView } from './uploads/upload.dto.js';
export { spokenSize } from './files/spoken-size.js';
export { titleOfFile } from './title-of-file.js';
export { Uploads } from './uploads/uploads.service.js';
export { FileIntake, type GivenFile } from './files/file-intake.service.js';
export { EvidenceSubjects, type KnownSubject, type Subject } from './uses/subjects.js';
export { Upload, UploadPart } from './uploads/upload.entity.js';
export { LikenessView } from './likeness/likeness.dto.js';
export { Likenesses, type Likeness } from './likeness/likenesses.queries.js';
