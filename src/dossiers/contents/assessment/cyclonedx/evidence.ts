import type { AuditLine } from '../../../../audits/index.js';
import type { Assessed } from '../assessed.js';
import type { IndexedEvidence, IndexedRevision } from '../../parts/evidence-parts.service.js';
import { refs } from './references.js';

/** The files of evidence, by path and hash, and the audits. */
export const evidenceOf = ({ evidence, audits, toData }: Assessed): object[] => [
  ...evidence.flatMap((piece) =>
    piece.revisions.map((revision) => fileOf(piece, revision, toData)),
  ),
  ...audits.map(auditOf),
];

function fileOf(
  { id, title, expiresOn }: IndexedEvidence,
  revision: IndexedRevision,
  toData: string,
): object {
  const { path, sha256, revision: number, givenAt } = revision;
  return {
    'bom-ref': refs.evidence(id, number),
    propertyName: 'assay:evidence',
    description: `${title}. SHA-256 ${sha256}`,
    data: [{ name: title, contents: { url: toData + path } }],
    created: givenAt,
    ...(expiresOn !== null && { expires: endOf(expiresOn) }),
  };
}

function auditOf({ id, name, auditor, scope, issuedOn, expiresOn }: AuditLine): object {
  return {
    'bom-ref': refs.audit(id),
    propertyName: 'assay:audit',
    description: `${name} by ${auditor.name}: ${scope}`,
    data: [{ name, contents: { url: 'audits.json' } }],
    ...(issuedOn !== undefined && { created: `${issuedOn}T00:00:00Z` }),
    ...(expiresOn !== undefined && { expires: endOf(expiresOn) }),
  };
}

const endOf = (day: string): string => `${day}T23:59:59Z`;
