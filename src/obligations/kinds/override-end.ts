import { listed } from '../../platform/database/index.js';
import { bandWords, type Band } from '../../scoring/index.js';
import { inUse } from '../../vendors/index.js';
import { kind } from './kind.js';

interface Fact {
  assessmentId: string;
  vendorId: string;
  /** Who set it: an approver, who may set it again. */
  setterId: string;
  engagementId: string;
  name: string;
  band: Band;
  until: string;
}

/** A band set by a person counts until later answers about the same engagement do. */
export const overrideEnd = kind({
  code: 'override_end',
  word: 'End of a band set by a person',
  subjectKind: 'assessment',
  place: ({ subjectId }) => `/assessments/${subjectId}/score`,
  policy: null,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT a.id AS "assessmentId", a.vendor_id AS "vendorId", b.set_by_id AS "setterId", e.id AS "engagementId",
      e.name, b.band, b.until_on AS "until"
    FROM vendor v
    JOIN assessment a ON a.vendor_id = v.id
    JOIN band_override b ON b.in_force_for = a.id
    JOIN engagement e ON e.id = a.engagement_id
    WHERE a.state <> 'superseded' AND ${inUse} AND ${scope} AND NOT EXISTS (
      SELECT 1 FROM assessment n WHERE n.engagement_id = a.engagement_id AND n.submitted_at > a.submitted_at)`,
  rule: ({ assessmentId, vendorId, setterId, engagementId, name, band, until }) => [
    {
      subjectId: assessmentId,
      part: '',
      vendorId,
      ownerId: setterId,
      dueOn: until,
      title: `Look at the band of “${name}” again: ${bandWords[band].toLowerCase()}, which a person set, ends`,
      detail: { engagementId },
    },
  ],
  fulfilled: async ({ database }, ids) => {
    const rows = await database.sql<{ id: string }[]>`
      SELECT a.id FROM assessment a JOIN vendor v ON v.id = a.vendor_id
      WHERE ${inUse} AND a.id IN (${listed(ids)})
        AND NOT EXISTS (SELECT 1 FROM band_override b WHERE b.in_force_for = a.id)`;
    return rows.map(({ id }) => id);
  },
});
