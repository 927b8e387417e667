import { Injectable } from '@nestjs/common';
import type { Dossier, DossierScope } from '../dossier.entity.js';
import { AssessmentContents } from './assessment/assessment-contents.service.js';
import type { Contents, Gatherer } from './contents.js';
import type { Drafts } from './parts/drafts.js';
import { IncidentContents } from './incident/incident-contents.service.js';
import { PortfolioContents } from './portfolio/portfolio-contents.service.js';
import { VendorContents } from './vendor/vendor-contents.service.js';

/** Who gathers the contents of a dossier: one for each scope. */
@Injectable()
export class Gatherers {
  private readonly known: Readonly<Record<DossierScope, Gatherer>>;

  constructor(
    assessment: AssessmentContents,
    incident: IncidentContents,
    vendor: VendorContents,
    portfolio: PortfolioContents,
  ) {
    this.known = { assessment, incident, vendor, portfolio };
  }

  of(dossier: Dossier, drafts: Drafts): Promise<Contents> {
    return this.known[dossier.scope].gather(dossier, drafts);
  }
}
