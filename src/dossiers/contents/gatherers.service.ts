import { Injectable } from '@nestjs/common';
import type { Dossier, DossierScope } from '../dossier.entity.js';
import { AssessmentContents } from './assessment-contents.service.js';
import type { Contents, Gatherer } from './contents.js';
import { IncidentContents } from './incident-contents.service.js';
import { VendorContents } from './vendor-contents.service.js';

/** Who gathers the contents of a dossier: one for each scope. */
@Injectable()
export class Gatherers {
  private readonly known: Readonly<Partial<Record<DossierScope, Gatherer>>>;

  constructor(assessment: AssessmentContents, incident: IncidentContents, vendor: VendorContents) {
    this.known = { assessment, incident, vendor };
  }

  async of(dossier: Dossier): Promise<Contents> {
    const gatherer = this.known[dossier.scope];
    if (!gatherer) throw new Error(`Nobody gathers the contents of a dossier of ${dossier.scope}.`);
    return gatherer.gather(dossier);
  }
}
