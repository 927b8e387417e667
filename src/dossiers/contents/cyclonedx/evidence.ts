import type { SubmittedAnswerView } from '../../../assessments/index.js';
import type { AuditLine } from '../../../audits/index.js';
import type { Assessed } from '../assessed.js';
import type { IndexedEvidence, IndexedRevision } from '../evidence-parts.service.js';
import { refs } from './references.js';

/** The files of evidence, by path and hash, and the audits. */
export const evidenceOf = ({ evidence, audits }: Assessed): object[] => [
  ...evidence.flatMap((piece) => piece.revisions.map((revision) => fileOf(piece, revision))),
  ...audits.map(auditOf),
];

function fileOf({ id, title, expiresOn }: IndexedEvidence, revision: IndexedRevision): object {
  const { path, sha256, number, givenAt } = { ...revision, number: revision.revision };
  return {
    'bom-ref': refs.evidence(id, number),
    propertyName: 'assay:evidence',
    description: `${title}. SHA-256 ${sha256}`,
    data: [{ name: title, contents: { url: path } }],
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

/** What an answer is shown by: that attached when it was submitted, that attached today, and the audit it rests on. */
export function shownBy(
  { key, attached = [], review }: SubmittedAnswerView,
  { evidence, shown, audits }: Assessed,
): { evidence: string[]; files: IndexedRevision[]; gone: string[] } {
  const files = new Map<string, IndexedRevision>();
  const gone: string[] = [];
  const byId = new Map(evidence.map((piece) => [piece.id, piece.revisions]));
  const take = (revision: IndexedRevision) =>
    files.set(refs.evidence(revision.evidenceId, revision.revision), revision);
  for (const { evidenceId, sha256 } of attached) {
    const found = byId.get(evidenceId)?.find((revision) => revision.sha256 === sha256);
    if (found) take(found);
    else gone.push(sha256);
  }
  for (const id of shown.get(key) ?? []) {
    const newest = byId.get(id)?.at(-1);
    if (newest) take(newest);
  }
  const audit = audits.find(({ id }) => id === review?.auditId);
  const references = [...files.keys(), ...(audit ? [refs.audit(audit.id)] : [])];
  return { evidence: references, files: [...files.values()], gone };
}
