import type { HistoryKind, RiskLine, VendorEvent } from '../../history/index.js';
import { bandWords } from '../../scoring/index.js';

export const kindWords: Readonly<Record<HistoryKind, string>> = {
  assessment: 'Assessments',
  score: 'Scores',
  decision: 'Decisions',
  override: 'Bands set by a person',
  finding: 'Findings',
  acceptance: 'Risk acceptances',
  audit: 'Audits',
  auditor: 'Auditors in doubt',
  offboarding: 'Offboarding',
};

const pages: Readonly<Record<string, string>> = {
  assessment: '/assessments/',
  finding: '/findings/',
  audit: '/audits/',
  auditor: '/auditors/',
  offboarding: '/offboardings/',
};

/** An event as a line of the timeline; `compare` is where it is compared with the one before. */
export function historyLine(event: VendorEvent, compare: string | undefined): object {
  const { at, kind, what, says, by, engagement, note, changes, band, overridden, subjectKind } =
    event;
  const page = pages[subjectKind];
  const score = kind === 'score' ? '/score' : '';
  return {
    at,
    kind,
    says,
    byItsDays: kind === 'audit' && (what === 'stale' || what === 'in_grace'),
    ...(page ? { href: `${page}${event.subjectId}${score}` } : {}),
    ...(by ? { by } : {}),
    ...(engagement ? { engagement } : {}),
    ...(note ? { note } : {}),
    ...(changes ? { changes } : {}),
    ...(band && kind === 'score' ? { band, overridden } : {}),
    ...(compare ? { compare } : {}),
  };
}

/** The field that narrows the timeline down to one kind. */
export const historyFilter = (kinds: readonly HistoryKind[], chosen: HistoryKind | undefined) => ({
  name: 'kind',
  label: 'Kind',
  type: 'select',
  options: [
    { value: '', label: 'Everything' },
    ...kinds.map((value) => ({ value, label: kindWords[value], checked: value === chosen })),
  ],
});

/** The chart of an engagement, and the table that says the same. */
export function riskChart({ title, points, decisions, engagementId }: RiskLine): object {
  const scored = points.map(({ at, value, band }) => ({
    at,
    says: bandWords[band],
    value,
  }));
  const decided = decisions.map(({ at, label }) => ({ at, says: `Decision: ${label}` }));
  const rows = [...scored, ...decided].sort((one, other) => (one.at < other.at ? 1 : -1));
  return { id: engagementId, title, row: { points, decisions }, rows };
}
