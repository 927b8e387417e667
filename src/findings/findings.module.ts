import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { FindingHistory } from './finding-history.queries.js';
import { FindingPartsController } from './finding-parts.controller.js';
import { FindingSubject } from './finding-subject.js';
import { FindingsController } from './findings.controller.js';
import { FindingQueries } from './findings.queries.js';
import { Findings } from './findings.service.js';
import { Limits } from './limits.service.js';
import { Raising } from './raising.service.js';

@Module({
  imports: [VendorsModule, EvidenceModule, PoliciesModule, WebhooksModule],
  controllers: [FindingsController, FindingPartsController],
  providers: [Raising, Limits, Findings, FindingQueries, FindingHistory, FindingSubject],
  exports: [Findings, FindingQueries, FindingHistory, Limits],
})
export class FindingsModule {}
