import { Module } from '@nestjs/common';
import { AnsweringModule } from '../assessments/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { OffboardingModule } from '../offboarding/index.js';
import { AnswerCookie, IncidentCookie, OffboardingCookie, RemedyCookie } from './link-cookie.js';
import { AnsweringController } from './answering.controller.js';
import { Attaching } from './attaching.controller.js';
import { Autosave } from './autosave.controller.js';
import { ColleaguePages } from './colleagues.controller.js';
import { AttachmentsController } from './evidence.controller.js';
import { ConfirmationPages } from './confirming-pages.controller.js';
import { ConfirmationsController } from './confirming.controller.js';
import { FilePages } from './files.controller.js';
import { IncidentAnsweringController } from './incident/incident-answering.controller.js';
import { IncidentLandingPages } from './incident/incident-landing.controller.js';
import { IncidentPages } from './incident/incident.controller.js';
import { IncidentForm } from './incident/incident-form.js';
import { LandingPages } from './landing.controller.js';
import { LeavingAnsweringController } from './offboarding/leaving-answering.controller.js';
import { LeavingLandingPages } from './offboarding/leaving-landing.controller.js';
import { LeavingPage } from './offboarding/leaving-page.js';
import { LeavingPages } from './offboarding/leaving.controller.js';
import { PortalFrame } from './portal-frame.js';
import { FindingOfVendor } from './remediation/finding-of-vendor.js';
import { RemediationController } from './remediation/remediation.controller.js';
import { RemedyLandingPages } from './remediation/remedy-landing.controller.js';
import { RemedyPages } from './remediation/remedy.controller.js';
import { SectionPages } from './sections.controller.js';
import { SectionSave } from './section-save.js';
import { SubmissionPages } from './submission.controller.js';

@Module({
  imports: [AnsweringModule, EvidenceModule, FindingsModule, IncidentsModule, OffboardingModule],
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
    IncidentLandingPages,
    IncidentPages,
    IncidentAnsweringController,
    LeavingLandingPages,
    LeavingPages,
    LeavingAnsweringController,
  ],
  providers: [
    AnswerCookie,
    IncidentCookie,
    IncidentForm,
    FindingOfVendor,
    LeavingPage,
    OffboardingCookie,
    PortalFrame,
    RemedyCookie,
    SectionSave,
  ],
})
export class PortalModule {}
