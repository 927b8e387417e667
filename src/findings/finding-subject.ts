import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceSubjects } from '../evidence/index.js';
import { Database } from '../platform/database/index.js';
import { Finding, referenceOf } from './finding.entity.js';

/** Lets evidence of the fix be attached to a finding. */
@Injectable()
export class FindingSubject implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly subjects: EvidenceSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.declare('finding', async (id, part) => {
      const finding = await this.database.repository(Finding).findOneBy({ id });
      if (!finding || part !== '') return undefined;
      const { vendorId, number, title } = finding;
      return { vendorId, title: `${referenceOf(number)}: ${title}` };
    });
  }
}
