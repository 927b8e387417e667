import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { Downloads } from './downloads.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceLinks } from './evidence-links.service.js';
import { EvidenceQueries } from './evidence.queries.js';
import { EvidenceStore } from './evidence-store.service.js';
import { FileIntake } from './file-intake.service.js';
import { FinishedUploads } from './finished-uploads.service.js';
import { FingerprintKeys } from './likeness/fingerprint-key.service.js';
import { Fingerprints } from './likeness/fingerprints.service.js';
import { LikenessesController } from './likeness/likenesses.controller.js';
import { Likenesses } from './likeness/likenesses.queries.js';
import { Previews } from './previews.service.js';
import { Quota } from './quota.service.js';
import { EvidenceSubjects } from './subjects.js';
import { SweptUploads } from './swept-uploads.service.js';
import { UploadParts } from './upload-parts.service.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.service.js';

@Module({
  imports: [VendorsModule, PoliciesModule, WebhooksModule],
  controllers: [EvidenceController, UploadsController, LikenessesController],
  providers: [
    EvidenceStore,
    EvidenceLinks,
    EvidenceQueries,
    EvidenceSubjects,
    FileIntake,
    Quota,
    Uploads,
    UploadParts,
    FinishedUploads,
    SweptUploads,
    Downloads,
    Previews,
    FingerprintKeys,
    Fingerprints,
    Likenesses,
  ],
  exports: [
    EvidenceStore,
    EvidenceLinks,
    EvidenceQueries,
    EvidenceSubjects,
    FileIntake,
    Uploads,
    FinishedUploads,
    Downloads,
    Likenesses,
  ],
})
export class EvidenceModule {}
