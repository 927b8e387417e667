import { Module } from '@nestjs/common';
import { VendorsModule } from '../vendors/index.js';
import { EvidenceLinks } from './evidence-links.service.js';
import { EvidenceQueries } from './evidence.queries.js';
import { EvidenceStore } from './evidence-store.service.js';
import { FileIntake } from './file-intake.service.js';
import { Likeness } from './likeness/likeness.service.js';
import { Previews } from './previews.service.js';
import { EvidenceSubjects } from './subjects.js';

@Module({
  imports: [VendorsModule],
  providers: [
    EvidenceStore,
    EvidenceLinks,
    EvidenceQueries,
    EvidenceSubjects,
    FileIntake,
    Previews,
    Likeness,
  ],
  exports: [EvidenceStore, EvidenceLinks, EvidenceQueries, EvidenceSubjects],
})
export class EvidenceModule {}
