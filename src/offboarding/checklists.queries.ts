import { Injectable } from '@nestjs/common';
import { JournalQueries } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import { Database, listed } from '../platform/database/index.js';
import { present } from '../platform/present.js';
import type {
  OffboardingStepView,
  StepCredential,
  StepEvidence,
  StepLinks,
} from './offboarding.dto.js';
import { OffboardingStep } from './offboarding.entity.js';
import { LiveLinks } from './live-links.queries.js';
import { isSaid, standingOf, stepCodes, type StepCode } from './steps.js';

interface Of {
  id: string;
  vendorId: string;
}

type CredentialRow = { [K in keyof Omit<StepCredential, 'isLive'>]: StepCredential[K] | null } & {
  id: string;
  vendorId: string;
};
type EvidenceRow = StepEvidence & { offboardingId: string; part: StepCode };

/** Where the steps of offboardings stand, as the facts of this moment give it. */
@Injectable()
export class Checklists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: LiveLinks,
    private readonly journal: JournalQueries,
  ) {}

  /** By id of the offboarding. */
  async of(some: readonly Of[]): Promise<Map<string, OffboardingStepView[]>> {
    if (some.length === 0) return new Map();
    const vendors = [...new Set(some.map(({ vendorId }) => vendorId))];
    const ids = listed(some.map(({ id }) => id));
    const said = await this.database.sql<OffboardingStepRow[]>`
      SELECT s.offboarding_id AS "offboardingId", s.step, s.outcome, s.data_was AS "dataWas",
        s.confirmed_by AS "confirmedBy", s.confirmed_on AS "confirmedOn", s.note, s.reason,
        s.settled_by AS "settledBy", s.settled_at AS "settledAt"
      FROM offboarding_step s WHERE s.offboarding_id IN (${ids})`;
    const evidence = await this.database.sql<EvidenceRow[]>`
      SELECT l.subject_id AS "offboardingId", l.part, e.id, r.id AS "revisionId", f.sha256, e.kind
      FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id
      JOIN evidence_revision r ON r.evidence_id = e.id AND r.number = e.revisions
      JOIN evidence_file f ON f.id = r.file_id
      WHERE l.subject_kind = 'offboarding' AND l.subject_id IN (${ids}) AND e.withdrawn_at IS NULL
      ORDER BY l.linked_at, l.id`;
    const credentials = await this.database.sql<CredentialRow[]>`
      SELECT c.id, c.vendor_id AS "vendorId", c.name, e.name AS engagement, c.ended_at AS "endedAt",
        c.ended_because AS "endedBecause"
      FROM credential c JOIN engagement e ON e.id = c.engagement_id
      WHERE c.vendor_id IN (${listed(vendors)})
      ORDER BY CASE WHEN c.ended_at IS NULL THEN 0 ELSE 1 END, c.name, c.id`;
    const confirmed = await this.database.sql<{ offboardingId: string }[]>`
      SELECT c.offboarding_id AS "offboardingId" FROM offboarding_confirmation c
      WHERE c.offboarding_id IN (${ids}) AND c.accepted_at IS NOT NULL`;
    const links = await this.links.of(vendors, this.clock.now());
    return new Map(
      some.map(({ id, vendorId }) => {
        const facts = {
          said: said.filter(({ offboardingId }) => offboardingId === id),
          evidence: evidence.filter(({ offboardingId }) => offboardingId === id),
          credentials: credentials.filter((row) => row.vendorId === vendorId).map(credentialOf),
          isConfirmed: confirmed.some(({ offboardingId }) => offboardingId === id),
          links: links.get(vendorId) ?? { invitations: 0, remediation: 0, outreach: 0 },
        };
        return [id, stepCodes.map((step) => stepOf(step, facts))];
      }),
    );
  }

  /** The steps of one, with who ended each credential. */
  async ofOne(one: Of): Promise<OffboardingStepView[]> {
    const steps = (await this.of([one])).get(one.id) ?? [];
    const ended = steps.flatMap(({ credentials = [] }) => credentials.filter((c) => !c.isLive));
    const enders = await this.endersOf(ended.map(({ id }) => id));
    for (const credential of ended) {
      const by = enders.get(credential.id);
      if (by !== undefined) credential.endedBy = by;
    }
    return steps;
  }

  private async endersOf(credentialIds: readonly string[]): Promise<Map<string, string>> {
    if (credentialIds.length === 0) return new Map();
    const action = 'credential.ended';
    const size = credentialIds.length;
    const { items } = await this.journal.page({ subjectIds: credentialIds, action, size });
    return new Map(items.map(({ subject, actor }) => [subject.id, actor.name]));
  }
}

type OffboardingStepRow = {
  [K in keyof OffboardingStep]: OffboardingStep[K] extends Date ? string : OffboardingStep[K];
};

interface Facts {
  said: OffboardingStepRow[];
  evidence: EvidenceRow[];
  credentials: StepCredential[];
  links: StepLinks;
  isConfirmed: boolean;
}

function stepOf(
  step: StepCode,
  { said, evidence, credentials, links, isConfirmed }: Facts,
): OffboardingStepView {
  const row = said.find((one) => one.step === step);
  const shown = evidence.filter(({ part }) => part === step);
  const { state, missing } = standingOf(step, {
    said: row,
    liveCredentials: credentials.filter(({ isLive }) => isLive).length,
    liveLinks: links.invitations + links.remediation + links.outreach,
    evidenceKinds: shown.map(({ kind }) => kind),
    isConfirmed,
  });
  const {
    offboardingId: _,
    step: __,
    outcome: ___,
    ...told
  } = row ?? { offboardingId: '', step, outcome: '' };
  return {
    step,
    state,
    ...(missing ? { missing } : {}),
    ...(present(told) as Partial<OffboardingStepView>),
    ...(step === 'data' && isConfirmed ? { isConfirmed } : {}),
    ...(isSaid(step)
      ? {
          evidence: shown.map(({ id, revisionId, sha256, kind }) => ({
            id,
            revisionId,
            sha256,
            kind,
          })),
        }
      : {}),
    ...(step === 'credentials' ? { credentials } : {}),
    ...(step === 'access' ? { links } : {}),
  };
}

const credentialOf = ({ vendorId: _, ...row }: CredentialRow): StepCredential =>
  Object.assign(present(row), { isLive: row.endedAt === null }) as StepCredential;
