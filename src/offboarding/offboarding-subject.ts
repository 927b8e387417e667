import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceSubjects } from '../evidence/index.js';
import { Database } from '../platform/database/index.js';
import { Offboarding } from './offboarding.entity.js';
import { isSaid, isStep, stepWords } from './steps.js';

/** Lets evidence be attached to the steps that the vendor confirms, as long as the offboarding runs. */
@Injectable()
export class OffboardingSubject implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly subjects: EvidenceSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.declare('offboarding', async (id, part) => {
      if (!isStep(part) || !isSaid(part)) return undefined;
      const offboarding = await this.database.repository(Offboarding).findOneBy({ id });
      if (!offboarding) return undefined;
      return { vendorId: offboarding.vendorId, title: `Offboarding: ${stepWords[part]}` };
    });
  }
}
