import type { EvidenceFreshness } from './freshness/freshness.js';
import type { EvidenceKind } from './kinds.js';

/** Evidence with the file in force, as it is stored. */
export interface EvidenceRow {
  id: string;
  vendorId: string;
  kind: EvidenceKind;
  title: string;
  scope: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
  givenBy: string;
  givenByKind: string;
  givenAt: string;
  withdrawnAt: string | null;
  withdrawnBy: string | null;
  withdrawnReason: string | null;
  revisions: number;
  revisionId: string;
  fileId: string;
  /** As its giver called the file in force. */
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  hasPreview: number;
  /** When the content of the file in force was purged, and by which rule; the rest stays. */
  purgedAt: string | null;
  purgedRule: string | null;
  /** Whether it is known by now if there can be a picture of its first page. */
  isPreviewed: number;
  version: number;
}

/** The same as lists show it. */
export interface EvidenceLine extends EvidenceRow {
  /** Where it stands today; nothing where nothing ends it. */
  freshness: EvidenceFreshness | null;
}

/** Where evidence is attached. */
export interface EvidencePlaced {
  linkId: string;
  part: string;
  linkedBy: string;
  linkedByKind: string;
  linkedAt: string;
}

/** Evidence where it is used. */
export type LinkedEvidence = EvidenceLine & EvidencePlaced;

export interface EvidenceUse {
  id: string;
  kind: string;
  subjectId: string;
  part: string;
  linkedBy: string;
  linkedByKind: string;
  linkedAt: string;
}

export interface RevisionLine {
  id: string;
  number: number;
  fileId: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  givenBy: string;
  givenAt: string;
  purgedAt: string | null;
  purgedRule: string | null;
}
