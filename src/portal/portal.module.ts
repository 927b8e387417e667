import { Module } from '@nestjs/common';
import { AnsweringModule } from '../assessments/index.js';
import { AnswerCookie } from './answer-cookie.js';
import { AnsweringController } from './answering.controller.js';
import { Autosave } from './autosave.controller.js';
import { ColleaguePages } from './colleagues.controller.js';
import { LandingPages } from './landing.controller.js';
import { PortalFrame } from './portal-frame.js';
import { SectionPages } from './sections.controller.js';
import { SectionSave } from './section-save.js';
import { SubmissionPages } from './submission.controller.js';

@Module({
  imports: [AnsweringModule],
  controllers: [
    LandingPages,
    SectionPages,
    Autosave,
    ColleaguePages,
    SubmissionPages,
    AnsweringController,
  ],
  providers: [AnswerCookie, PortalFrame, SectionSave],
})
export class PortalModule {}
