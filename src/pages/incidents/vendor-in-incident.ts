import { Injectable } from '@nestjs/common';
import {
  statementWords,
  ExposureQueries,
  heldClause,
  Holdings,
  IncidentQueries,
  OutreachQueries,
  StatementQueries,
  type Held,
  type StatementView,
} from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import { accessKinds, dataCategories } from '../../scoring/index.js';
import { CredentialQueries, credentialKindWords, VendorQueries } from '../../vendors/index.js';
import { incidentStyles } from './incident-frame.js';
import { justificationWords, statementSourceWords } from './incident-words.js';
import { requestShown } from './outreach/outreach-page.js';
import { standingShown } from './standing-shown.js';

const mostStatements = 100;

/** Where one vendor stands in an incident, and everything that this rests on. */
@Injectable()
export class VendorInIncident {
  constructor(
    private readonly incidents: IncidentQueries,
    private readonly vendors: VendorQueries,
    private readonly exposures: ExposureQueries,
    private readonly holdings: Holdings,
    private readonly statements: StatementQueries,
    private readonly outreach: OutreachQueries,
    private readonly credentials: CredentialQueries,
  ) {}

  async of(me: Caller, id: string, vendorId: string): Promise<object> {
    const incident = await this.incidents.view(id);
    const vendor = await this.vendors.view(vendorId);
    const [found, held, said, asked, credentials] = await Promise.all([
      this.exposures.page(id, { vendorId, size: 1 }),
      this.holdings.of([vendorId]),
      this.statements.page(id, { vendorId, size: mostStatements }),
      this.outreach.board(id, { vendorId, size: 1 }),
      this.credentials.liveOfVendors([vendorId]),
    ]);
    const [line] = found.items;
    return {
      title: `${vendor.name} in ${incident.reference}`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${id}`, label: incident.reference },
        { href: `/incidents/${id}/exposure`, label: 'Exposure' },
        { label: vendor.name },
      ],
      styles: incidentStyles,
      path: `/incidents/${id}/vendors/${vendorId}`,
      incident,
      derived: incident.derivedAt !== undefined,
      vendor: { ...vendor, href: `/vendors/${vendorId}` },
      mayWrite: me.may.has('incidents.write'),
      ...(line ? { standing: standingShown(id, line) } : {}),
      holds: heldClause(held),
      held: held.map(heldShown),
      credentials: credentials.map((one) => ({ ...one, kindWord: credentialKindWords[one.kind] })),
      ...(asked.items[0] ? { request: requestShown(id, asked.items[0]) } : {}),
      statements: said.items.map(statementShown),
    };
  }

  /** What every form about one vendor in one incident says of where it is. */
  async about(id: string, vendorId: string, title: string) {
    const { reference, title: what } = await this.incidents.view(id);
    const { name } = await this.vendors.view(vendorId);
    const back = `/incidents/${id}/vendors/${vendorId}`;
    return {
      title,
      of: `${name}, in ${reference}: ${what}`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${id}`, label: reference },
        { href: back, label: name },
        { label: title },
      ],
      back,
    };
  }
}

const data = new Map<string, string>(dataCategories.map(({ code, label }) => [code, label]));
const access = new Map<string, string>(accessKinds.map(({ code, label }) => [code, label]));

const heldShown = (held: Held): object => ({
  href: `/engagements/${held.engagementId}`,
  engagement: held.engagement,
  data: held.data.map((code) => data.get(code) ?? code).join(', '),
  access: held.access.map((code) => access.get(code) ?? code).join(', '),
  credentials: held.holdsCredentials,
  code: held.codeRunsHere,
});

export const statementShown = (statement: StatementView): object => ({
  ...statement,
  word: statementWords[statement.status],
  how: statementSourceWords[statement.source],
  ...(statement.justification ? { because: justificationWords[statement.justification] } : {}),
  ...(statement.evidenceId ? { documentHref: `/evidence/${statement.evidenceId}` } : {}),
  ...(statement.withdrawnAt ? {} : { withdrawHref: `/statements/${statement.id}/withdrawal` }),
});
