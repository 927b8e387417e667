import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/index.js';
import { FindingsModule } from '../findings/index.js';
import { PoliciesModule } from '../policies/index.js';
import { VendorsModule } from '../vendors/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { AuditExceptions } from './exceptions/audit-exceptions.service.js';
import { RaisedFromExceptions } from './exceptions/raised-from-exceptions.service.js';
import { AuditPartsController } from './audit-parts.controller.js';
import { AuditSubject } from './audit-subject.js';
import { AuditorQueries } from './auditors/auditors.queries.js';
import { AuditorsController } from './auditors/auditors.controller.js';
import { Auditors } from './auditors/auditors.service.js';
import { AuditsController } from './audits.controller.js';
import { AuditQueries } from './audits.queries.js';
import { Audits } from './audits.service.js';
import { PurgedAudits } from './purging/purged-audits.service.js';
import { BridgeLetters } from './bridge-letters/bridge-letters.service.js';

const services = [
  Audits,
  AuditExceptions,
  BridgeLetters,
  PurgedAudits,
  AuditQueries,
  Auditors,
  AuditorQueries,
  RaisedFromExceptions,
];

@Module({
  imports: [VendorsModule, EvidenceModule, FindingsModule, PoliciesModule, WebhooksModule],
  controllers: [AuditsController, AuditPartsController, AuditorsController],
  providers: [...services, AuditSubject],
  exports: services,
})
export class AuditsModule {}
