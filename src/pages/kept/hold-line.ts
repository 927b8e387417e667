import type { HeldKind, HoldView } from '../../keeping/index.js';

const places: Readonly<Record<HeldKind, string>> = {
  vendor: '/vendors',
  evidence: '/evidence',
  assessment: '/assessments',
  incident: '/incidents',
};

export const holdLine = (hold: HoldView) => ({
  ...hold,
  href: `/kept/holds/${hold.id}`,
  subjectHref: `${places[hold.subjectKind]}/${hold.subjectId}`,
});
