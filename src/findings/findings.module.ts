import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { FindingQueries } from './findings.queries.js';
import { Findings } from './findings.service.js';
import { Raising } from './raising.service.js';

@Module({
  imports: [VendorsModule, EvidenceModule, PoliciesModule, WebhooksModule],
  providers: [Raising, Findings, FindingQueries],
  exports: [Findings, FindingQueries],
})
export class FindingsModule {}
