import { Module } from '@nestjs/common';
import { Derivation } from './derivation.service.js';
import { ObligationQueries } from './obligations.queries.js';
import { PolicyChanges } from './policy-changes.service.js';
import { ScoredTrigger } from './triggers/scored.service.js';

@Module({
  providers: [Derivation, PolicyChanges, ObligationQueries, ScoredTrigger],
  exports: [ObligationQueries],
})
export class ObligationsModule {}
