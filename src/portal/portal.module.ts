import { Module } from '@nestjs/common';
import { AnsweringModule } from '../assessments/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { AnswerCookie } from './answer-cookie.js';
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
import { SectionPages } from './sections.controller.js';
import { SectionSave } from './section-save.js';
import { SubmissionPages } from './submission.controller.js';

@Module({
  imports: [AnsweringModule, EvidenceModule],
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
  ],
  providers: [AnswerCookie, PortalFrame, SectionSave],
})
export class PortalModule {}
