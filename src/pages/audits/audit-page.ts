import { Injectable } from '@nestjs/common';
import {
  AuditQueries,
  freshness,
  isCertificate,
  isTest,
  ruleSources,
  type AuditView,
  type ExceptionView,
} from '../../audits/index.js';
import { EvidenceQueries, Likenesses, type LinkedEvidence } from '../../evidence/index.js';
import type { Caller } from '../../identity/index.js';
import { JournalQueries } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Policies } from '../../policies/index.js';
import { journalLines } from '../frame/journal-lines.js';
import { worded } from '../frame/words.js';
import { newEvidenceHref } from '../evidence/evidence-places.js';
import { likenessShown } from './likeness-shown.js';
import { shownPeriod, shownStanding } from './audit-words.js';

/** One audit with everything that is known of it. */
@Injectable()
export class AuditPage {
  constructor(
    private readonly queries: AuditQueries,
    private readonly evidence: EvidenceQueries,
    private readonly likenesses: Likenesses,
    private readonly journal: JournalQueries,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  async of(me: Caller, id: string): Promise<object> {
    const audit = await this.queries.view(id);
    const [evidence, history, { bridgeMonths }] = await Promise.all([
      me.may.has('evidence.read') ? this.evidenceOf(me, audit) : null,
      me.may.has('journal.read')
        ? this.journal.page({ subjectIds: [id], sights: 'none', size: 20 })
        : null,
      this.policies.read(freshness),
    ]);
    const mayWrite = me.may.has('audits.write');
    const bridged = audit.kind === 'soc2_type2';
    return {
      title: `${audit.name} of ${audit.vendor}`,
      crumbs: [
        { href: '/audits', label: 'Audits' },
        { href: `/vendors/${audit.vendorId}`, label: audit.vendor },
        { label: audit.name },
      ],
      alike: me.may.has('evidence.read') ? await this.alike(id) : [],
      mayWrite,
      mayBridge: mayWrite && bridged && bridgeMonths > 0,
      path: `/audits/${id}`,
      audit: shown(audit),
      standing: shownStanding(audit.freshness, this.clock.today()),
      reason: audit.freshness.reason,
      source: ruleSources[audit.kind],
      counts: counts[audit.freshness.grade],
      findingsShown: me.may.has('findings.read'),
      exceptions: audit.exceptionsFound.map((exception) => ({
        ...exception,
        ...findingOf(me, exception),
        severityWord: worded(exception.severity),
        href: `/audit-exceptions/${exception.id}/edit`,
      })),
      bridged: bridged || audit.bridgeLetters.length > 0,
      letters: audit.bridgeLetters,
      subservices: audit.subservices.map((subservice) => ({
        ...subservice,
        lookedAt: subservice.method === 'inclusive' ? 'Included' : 'Carved out',
      })),
      ...(evidence ? { evidence } : {}),
      ...(history ? { history: journalLines(history.items) } : {}),
    };
  }

  /** The reports of this audit that read like another vendor's. */
  private async alike(id: string): Promise<object[]> {
    const found = [];
    for (const report of await this.evidence.linkedTo('audit', id)) {
      found.push(...(await this.likenesses.of(report.id)));
    }
    return found.map(likenessShown);
  }

  private async evidenceOf(me: Caller, { id, vendorId }: AuditView): Promise<object> {
    const [linked, all] = await Promise.all([
      this.evidence.linkedTo('audit', id),
      this.evidence.ofVendor(vendorId),
    ]);
    const attached = new Set(linked.map((line) => line.id));
    const others = all.filter((line) => !attached.has(line.id) && line.withdrawnAt === null);
    return {
      lines: linked.map(evidenceLine),
      mayWrite: me.may.has('evidence.write'),
      newHref: newEvidenceHref(vendorId, { audit: id }),
      ...(others.length > 0
        ? {
            choose: {
              name: 'evidenceId',
              label: 'Evidence that is here already',
              type: 'select',
              options: others.map((line) => ({ value: line.id, label: line.title })),
            },
          }
        : {}),
    };
  }
}

const counts = {
  audit: 'An answer that rests on it can count as an independent audit (0.95).',
  artefact: 'An answer that rests on it can count as an artefact we inspected (0.80), no more.',
  assertion: 'An answer that rests on it counts as the vendor’s word (0.50).',
};

const evidenceLine = ({ id, title, name, withdrawnAt, freshness }: LinkedEvidence): object => ({
  id,
  href: `/evidence/${id}`,
  title,
  name,
  withdrawn: withdrawnAt !== null,
  stale: withdrawnAt === null && freshness?.state === 'stale',
});

/** The finding about an exception, or where one is raised. */
const findingOf = (me: Caller, { id, finding }: ExceptionView): object => ({
  ...(finding ? { findingHref: `/findings/${finding.id}` } : {}),
  ...(!finding && me.may.has('findings.write')
    ? { raiseHref: `/audit-exceptions/${id}/finding` }
    : {}),
});

function shown(audit: AuditView): object {
  const { supersededBy, ...facts } = audit;
  return {
    ...facts,
    period: shownPeriod(audit),
    certified: isCertificate(audit.kind),
    tested: isTest(audit.kind),
    ...(supersededBy ? { successor: `/audits/${supersededBy}` } : {}),
  };
}
