import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { VendorsModule } from '../vendors/index.js';
import { HistoryController } from './history.controller.js';
import { VendorHistory } from './history.queries.js';
import { SubjectNames } from './subject-names.queries.js';
import { RiskOverTime } from './risk-over-time.queries.js';

@Module({
  imports: [VendorsModule, AuditsModule],
  controllers: [HistoryController],
  providers: [VendorHistory, RiskOverTime, SubjectNames],
  exports: [VendorHistory, RiskOverTime, SubjectNames],
})
export class HistoryModule {}
