import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { Downloads } from './files/downloads.service.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceLinks } from './uses/evidence-links.service.js';
import { EvidenceQueries } from './evidence.queries.js';
import { EvidenceStore } from './evidence-store.service.js';
import { FileIntake } from './files/file-intake.service.js';
import { FinishedUploads } from './uploads/finished-uploads.service.js';
import { FingerprintKeys } from './likeness/fingerprint-key.service.js';
import { Fingerprints } from './likeness/fingerprints.service.js';
import { LikenessesController } from './likeness/likenesses.controller.js';
import { Likenesses } from './likeness/likenesses.queries.js';
import { Previews } from './files/previews.service.js';
import { PurgedFiles } from './purging/purged-files.service.js';
import { Quota } from './uploads/quota.service.js';
import { EvidenceSubjects } from './uses/subjects.js';
import { SweptUploads } from './uploads/swept-uploads.service.js';
import { UploadParts } from './uploads/upload-parts.service.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { Uploads } from './uploads/uploads.service.js';

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
    PurgedFiles,
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
    PurgedFiles,
    Likenesses,
  ],
})
export class EvidenceModule {}
