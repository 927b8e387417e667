import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { EvidenceSubjects } from '../evidence/index.js';
import { Audit } from './audit.entity.js';
import { auditName } from './kinds.js';

/** Lets evidence be attached to an audit as a whole. */
@Injectable()
export class AuditSubject implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly subjects: EvidenceSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.declare('audit', async (id, part) => {
      const audit = await this.database.repository(Audit).findOneBy({ id });
      if (!audit || part !== '') return undefined;
      return { vendorId: audit.vendorId, title: auditName(audit) };
    });
  }
}
