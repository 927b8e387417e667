import { spokenSize, type EvidenceLine, type LinkedEvidence } from '../../evidence/index.js';

export const isExpired = ({ expiresOn }: Pick<EvidenceLine, 'expiresOn'>, today: string): boolean =>
  expiresOn !== null && expiresOn < today;

/** One line of a list of evidence. */
export function evidenceLine(line: EvidenceLine, today: string): object {
  const { id, title, name, bytes, sha256, expiresOn, givenBy, givenByKind, givenAt } = line;
  return {
    ...{ title, name, expiresOn, givenBy, givenAt },
    href: `/evidence/${id}`,
    download: `/evidence/${id}/file`,
    size: spokenSize(bytes),
    fingerprint: sha256.slice(0, 12),
    byVendor: givenByKind === 'respondent',
    withdrawn: line.withdrawnAt !== null,
    expired: isExpired(line, today),
    revised: line.revisions > 1 ? line.revisions : undefined,
  };
}

/** Evidence where it is attached. */
export const attachedLine = (line: LinkedEvidence, today: string): object => ({
  ...evidenceLine(line, today),
  id: line.id,
  linkedBy: line.linkedBy,
  ours: line.linkedByKind !== 'respondent',
});
