import { Injectable } from '@nestjs/common';
import { RiskOverTime } from '../../../history/index.js';
import {
  Contacts,
  Engagements,
  VendorQueries,
  type Engagement,
  type VendorView,
} from '../../../vendors/index.js';
import { factsPart, only } from '../parts/lists.js';
import type { Made } from '../parts/part.js';

/** `vendor.json`: the vendor, what it does for us, its contacts, and how its risk went in the period. */
@Injectable()
export class VendorPart {
  constructor(
    private readonly vendors: VendorQueries,
    private readonly engagements: Engagements,
    private readonly contacts: Contacts,
    private readonly risk: RiskOverTime,
  ) {}

  async of(id: string, isIn: (at: string) => boolean): Promise<{ part: Made; subjects: string[] }> {
    const vendor = await this.vendors.view(id);
    const engagements = await this.engagements.ofVendor(id);
    const contacts = (await this.contacts.ofVendor(id)).map((contact) =>
      only<typeof contact>('id', 'name', 'email', 'position')(contact),
    );
    const ratings = (await this.risk.ofVendor(id)).map((line) => ({
      engagementId: line.engagementId,
      engagement: line.engagement,
      points: line.points.filter(({ at }) => isIn(at)),
      decisions: line.decisions.filter(({ at }) => isIn(at)),
    }));
    const part = factsPart('vendor.json', { vendor, engagements, contacts, ratings }, () => ({
      vendor: vendorFacts(vendor),
      engagements: engagements.map(engagementFacts),
      contacts: contacts.length,
      ratings,
    }));
    return { part, subjects: [id, ...engagements.map((one) => one.id)] };
  }
}

const vendorFacts = only<VendorView>(
  ...(['id', 'name', 'status', 'tier', 'band', 'residual', 'floored', 'inherentLevel'] as const),
  ...(['createdAt', 'updatedAt', 'version'] as const),
);

const engagementFacts = only<Engagement>(
  ...(['id', 'name', 'startsOn', 'endsOn', 'data', 'access', 'criticality', 'autonomy'] as const),
  ...(['likelihood', 'holdsCredentials', 'codeRunsHere', 'supportsCriticalFunction'] as const),
  ...(['tier', 'band'] as const),
);
