import { aiVendorShort } from '../../questionnaires/index.js';
import type { Tier } from '../../scoring/index.js';
import { inUse, kind } from './kind.js';
import { reassessmentPolicy } from './policies.js';
import { reassessmentsDue } from './reassessment-rule.js';

interface Fact {
  id: string;
  vendorId: string;
  ownerId: string;
  name: string;
  tier: Tier;
  endsOn: string | null;
  exposed: number;
  enteredAt: string;
  decidedAt: string | null;
  fullyDecidedAt: string | null;
  outcome: string | null;
}

export const reassessment = kind({
  code: 'reassessment',
  word: 'Reassessment',
  subjectKind: 'engagement',
  place: ({ subjectId }) => `/engagements/${subjectId}/reassessment`,
  policy: reassessmentPolicy,
  read: ({ database }, scope) => database.sql<Fact[]>`
    SELECT e.id, e.vendor_id AS "vendorId", v.owner_id AS "ownerId", e.name, e.tier, e.ends_on AS "endsOn",
      CASE WHEN e.holds_credentials = 1 OR e.code_runs_here = 1 THEN 1 ELSE 0 END AS exposed,
      e.created_at AS "enteredAt", max(d.decided_at) AS "decidedAt",
      max(CASE WHEN q.key <> ${aiVendorShort.key} THEN d.decided_at END) AS "fullyDecidedAt",
      max(CASE WHEN a.state = 'decided' THEN d.outcome END) AS outcome
    FROM vendor v
    JOIN engagement e ON e.vendor_id = v.id
    LEFT JOIN assessment a ON a.engagement_id = e.id AND a.state IN ('decided', 'superseded')
    LEFT JOIN decision d ON d.assessment_id = a.id
    LEFT JOIN questionnaire_version n ON n.id = a.questionnaire_version_id
    LEFT JOIN questionnaire q ON q.id = n.questionnaire_id
    WHERE ${inUse} AND ${scope}
    GROUP BY e.id, v.id`,
  rule: (fact, figures) => {
    const { id, vendorId, ownerId, name, tier, endsOn } = fact;
    const facts = {
      tier,
      endsOn,
      exposed: fact.exposed === 1,
      enteredOn: fact.enteredAt.slice(0, 10),
      decidedOn: fact.decidedAt?.slice(0, 10) ?? null,
      fullyDecidedOn: fact.fullyDecidedAt?.slice(0, 10) ?? null,
      rejected: fact.outcome === 'rejected',
    };
    const verb = fact.decidedAt === null ? 'Assess' : 'Reassess';
    return reassessmentsDue(facts, figures).map(({ part, dueOn }) => ({
      subjectId: id,
      part,
      vendorId,
      ownerId,
      dueOn,
      title: `${verb} “${name}”${tier === 1 ? (part === 'full' ? ' in full' : ' lightly') : ''}`,
      detail: { engagement: name },
    }));
  },
});
