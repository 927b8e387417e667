import { Module } from '@nestjs/common';
import { AssessmentsModule } from '../assessments/index.js';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { VendorAccess } from './access.service.js';
import { OffboardingAskingController } from './asking/asking.controller.js';
import {
  ForgottenLeavers,
  Leavers,
  OffboardingAsking,
  OffboardingConfirmations,
  OffboardingJudging,
  OffboardingRequests,
} from './asking/index.js';
import { OffboardingLetters } from './asking/offboarding-letters.service.js';
import { Checklists } from './checklists.queries.js';
import { LeaveFollows } from './leave-follows.service.js';
import { LiveLinks } from './live-links.queries.js';
import { OffboardingSubject } from './offboarding-subject.js';
import { OffboardingsController } from './offboardings.controller.js';
import { OffboardingQueries } from './offboardings.queries.js';
import { Offboardings } from './offboardings.service.js';
import { PurgedLeavings } from './purging/purged-leavings.service.js';
import { OffboardingSteps } from './steps.service.js';

const shared = [
  ForgottenLeavers,
  Leavers,
  OffboardingAsking,
  OffboardingConfirmations,
  OffboardingJudging,
  OffboardingQueries,
  OffboardingRequests,
  Offboardings,
  OffboardingSteps,
  PurgedLeavings,
  VendorAccess,
];

@Module({
  imports: [
    AssessmentsModule,
    EvidenceModule,
    FindingsModule,
    IncidentsModule,
    PoliciesModule,
    VendorsModule,
    WebhooksModule,
  ],
  controllers: [OffboardingsController, OffboardingAskingController],
  providers: [
    ...shared,
    Checklists,
    LiveLinks,
    LeaveFollows,
    OffboardingLetters,
    OffboardingSubject,
  ],
  exports: shared,
})
export class OffboardingModule {}
