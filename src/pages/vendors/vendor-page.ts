import { Injectable } from '@nestjs/common';
import { Standings, type VendorAssessment } from '../../assessments/index.js';
import { EvidenceQueries } from '../../evidence/index.js';
import { FindingRegister } from '../../findings/index.js';
import { VendorStandings } from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import { JournalQueries } from '../../journal/index.js';
import { isInUse, OffboardingQueries } from '../../offboarding/index.js';
import { withCursor } from '../../platform/http/index.js';
import { dataCategories, levelWords } from '../../scoring/index.js';
import {
  Contacts,
  Engagements,
  VendorQueries,
  Vendors,
  type Engagement,
} from '../../vendors/index.js';
import { AuditsOfVendor } from '../audits/audits-of-vendor.js';
import { DossierSection } from '../dossiers/dossier-section.service.js';
import { journalLines } from '../frame/journal-lines.js';
import { incidentsOfVendor } from '../incidents/incidents-of-vendor.js';
import { worded } from '../frame/words.js';
import { VendorTabs } from './vendor-tabs.js';

@Injectable()
export class VendorPage {
  constructor(
    private readonly vendors: Vendors,
    private readonly queries: VendorQueries,
    private readonly engagements: Engagements,
    private readonly contacts: Contacts,
    private readonly standings: Standings,
    private readonly audits: AuditsOfVendor,
    private readonly evidence: EvidenceQueries,
    private readonly journal: JournalQueries,
    private readonly tabs: VendorTabs,
    private readonly findings: FindingRegister,
    private readonly incidents: VendorStandings,
    private readonly offboardings: OffboardingQueries,
    private readonly dossiers: DossierSection,
  ) {}

  async overview(me: Caller, id: string): Promise<object> {
    const vendor = await this.queries.view(id);
    const [engagements, contacts, assessments, audits, findings, incidents, offboarding] =
      await Promise.all([
        this.engagements.ofVendor(id),
        this.contacts.ofVendor(id),
        this.standings.ofVendor(id),
        this.audits.inShort(id),
        me.may.has('findings.read') ? this.findings.tally({ vendorId: id }) : null,
        me.may.has('incidents.read') ? this.incidents.of(id) : [],
        this.offboardings.ofVendor(id),
      ]);
    return {
      title: vendor.name,
      crumbs: [{ href: '/vendors', label: 'Vendors' }, { label: vendor.name }],
      tabs: await this.tabs.of(me, id, 'overview'),
      mayWrite: me.may.has('vendors.write'),
      maySend:
        me.may.has('assessments.write') &&
        engagements.length > 0 &&
        contacts.length > 0 &&
        isInUse(vendor.status),
      vendor,
      mayLeave:
        me.may.has('vendors.write') &&
        vendor.status !== 'prospective' &&
        (offboarding === undefined || offboarding.state === 'cancelled'),
      ...(offboarding ? { offboarding } : {}),
      audits,
      ...(findings ? { findings } : {}),
      ...incidentsOfVendor(id, incidents),
      engagements: engagements.map(engagementLine),
      contacts: contacts.map(({ id: contactId, name, email, position }) => ({
        name,
        email,
        position,
        href: `/contacts/${contactId}/edit`,
      })),
      assessments: assessments.map(assessmentLine),
      decisions: assessments.filter(({ state }) => state === 'decided').map(assessmentLine),
      ...(await this.dossiers.of(me, 'vendor', id, `/vendors/${id}/dossiers`)),
    };
  }

  async journalOf(
    me: Caller,
    id: string,
    url: string,
    cursor: string | undefined,
  ): Promise<object> {
    const { name } = await this.vendors.byId(id);
    const subjectIds = await this.everythingOf(id);
    const page = await this.journal.page({ subjectIds, sights: 'none', cursor });
    return {
      title: `${name}: every change`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { href: `/vendors/${id}/history`, label: 'History' },
        { label: 'Every change' },
      ],
      name,
      tabs: await this.tabs.of(me, id, 'history'),
      lines: journalLines(page.items),
      ...(page.next ? { next: withCursor(url, page.next) } : {}),
      ...(page.previous ? { previous: withCursor(url, page.previous) } : {}),
    };
  }

  /** The ids of the vendor and of all that belongs to it. */
  private async everythingOf(id: string): Promise<string[]> {
    const parts = await Promise.all([
      this.engagements.ofVendor(id),
      this.contacts.ofVendor(id),
      this.standings.ofVendor(id),
      this.evidence.ofVendor(id),
    ]);
    const { ids } = await this.audits.inShort(id);
    return [id, ...parts.flat().map((part) => part.id), ...ids];
  }
}

function engagementLine({ id, name, inherent, data, endsOn }: Engagement): object {
  const labels = new Map<string, string>(dataCategories.map(({ code, label }) => [code, label]));
  return {
    href: `/engagements/${id}`,
    name,
    tier: inherent.tier,
    level: worded(levelWords[inherent.level]),
    data: data.map((code) => labels.get(code)).join(', '),
    endsOn,
  };
}

const assessmentLine = (assessment: VendorAssessment): object => ({
  ...assessment,
  owed: assessment.submittedAt === undefined && assessment.state !== 'revoked',
  href: `/assessments/${assessment.id}`,
});
