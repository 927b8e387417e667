import { Module } from '@nestjs/common';
import { AnsweringModule } from '../assessments/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { AnswerCookie, RemedyCookie } from './link-cookie.js';
import { AnsweringController } from './answering.controller.js';
import { Attaching } from './attaching.controller.js';
import { Autosave } from './autosave.controller.js';
import { ColleaguePages } from './colleagues.controller.js';
import { AttachmentsController } from './evidence.controller.js';
import { ConfirmationPages } from './confirming-pages.controller.js';
import { ConfirmationsController } from './confirming.controller.js';
import { FilePages } from './files.controller.js';
import { LandingPages } from './landing.controller.js';
import { PortalFrame } from './portal-frame.js';
import { FindingOfVendor } from './remediation/finding-of-vendor.js';
import { RemediationController } from './remediation/remediation.controller.js';
import { RemedyLandingPages } from './remediation/remedy-landing.controller.js';
import { RemedyPages } from './remediation/remedy.controller.js';
import { SectionPages } from './sections.controller.js';
import { SectionSave } from './section-save.js';
import { SubmissionPages } from './submission.controller.js';

@Module({
  imports: [AnsweringModule, EvidenceModule, FindingsModule],
  controllers: [
    LandingPages,
    SectionPages,
    Autosave,
    ColleaguePages,
    SubmissionPages,
    AnsweringController,
    ConfirmationPages,
    ConfirmationsController,
    AttachmentsController,
    Attaching,
    FilePages,
    RemedyLandingPages,
    RemedyPages,
    RemediationController,
  ],
  providers: [AnswerCookie, FindingOfVendor, PortalFrame, RemedyCookie, SectionSave],
})
export class PortalModule {}
