import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AcceptanceQueries } from './acceptances/acceptances.queries.js';
import { Acceptances } from './acceptances/acceptances.service.js';
import { AcceptancesController } from './acceptances/acceptances.controller.js';
import { AcceptanceExpiry } from './acceptances/expiry.service.js';
import { FindingHistory } from './finding-history.queries.js';
import { FindingPartsController } from './finding-parts.controller.js';
import { FindingSubject } from './finding-subject.js';
import { FindingsController } from './findings.controller.js';
import { FindingQueries } from './findings.queries.js';
import { Findings } from './findings.service.js';
import { Limits } from './limits.service.js';
import { Gaps } from './gaps.service.js';
import { Raising } from './raising.service.js';
import { RegisterController } from './register/register.controller.js';
import { RegisterFiles } from './register/register-files.service.js';
import { FindingRegister } from './register/register.queries.js';
import { Telling } from './telling.service.js';
import { RemediationLetters } from './remediation/letters.service.js';
import { Remediators } from './remediation/remediators.service.js';
import { Remedies } from './remediation/remedies.service.js';
import { RemediationRequestsController } from './remediation/requests.controller.js';
import { RemediationRequestQueries } from './remediation/requests.queries.js';
import { RemediationRequests } from './remediation/requests.service.js';
import { PurgedAcceptances } from './purging/purged-acceptances.service.js';
import { PurgedFindings } from './purging/purged-findings.service.js';
import { ForgottenRemediators } from './remediation/forgotten-requests.service.js';

@Module({
  imports: [VendorsModule, EvidenceModule, PoliciesModule, WebhooksModule],
  controllers: [
    FindingsController,
    FindingPartsController,
    AcceptancesController,
    RegisterController,
    RemediationRequestsController,
  ],
  providers: [
    Telling,
    Raising,
    Limits,
    Findings,
    Gaps,
    FindingQueries,
    FindingHistory,
    FindingSubject,
    Acceptances,
    AcceptanceQueries,
    AcceptanceExpiry,
    FindingRegister,
    RegisterFiles,
    RemediationLetters,
    Remediators,
    ForgottenRemediators,
    PurgedAcceptances,
    PurgedFindings,
    Remedies,
    RemediationRequests,
    RemediationRequestQueries,
  ],
  exports: [
    Findings,
    Gaps,
    FindingQueries,
    FindingHistory,
    Limits,
    Acceptances,
    AcceptanceQueries,
    FindingRegister,
    RegisterFiles,
    Remediators,
    ForgottenRemediators,
    PurgedAcceptances,
    PurgedFindings,
    Remedies,
    RemediationRequests,
    RemediationRequestQueries,
  ],
})
export class FindingsModule {}
