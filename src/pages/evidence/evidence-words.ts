import {
  evidenceKindLabels,
  spokenSize,
  type EvidenceLine,
  type LinkedEvidence,
} from '../../evidence/index.js';
import { shownStanding, type ShownStanding } from '../audits/audit-words.js';

/** Where it stands today, where anything ends it. */
export const standingOf = (
  { freshness }: Pick<EvidenceLine, 'freshness'>,
  today: string,
): ShownStanding | undefined => (freshness ? shownStanding(freshness, today) : undefined);

/** What kind of document it is; nothing where that was not told. */
export const kindOf = ({ kind }: Pick<EvidenceLine, 'kind'>): string | undefined =>
  kind === 'other' ? undefined : evidenceKindLabels[kind];

/** One line of a list of evidence. */
export function evidenceLine(line: EvidenceLine, today: string): object {
  const { id, title, name, bytes, sha256, givenBy, givenByKind, givenAt } = line;
  return {
    ...{ title, name, givenBy, givenAt },
    kind: kindOf(line),
    href: `/evidence/${id}`,
    download: `/evidence/${id}/file`,
    size: spokenSize(bytes),
    fingerprint: sha256.slice(0, 12),
    byVendor: givenByKind === 'respondent',
    withdrawn: line.withdrawnAt !== null,
    standing: standingOf(line, today),
    stale: line.freshness?.state === 'stale',
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
