import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { ReportsModule } from '../reports/index.js';
import { SupplyChainModule } from '../supply-chain/index.js';
import { PortfolioFacts } from './facts.queries.js';
import { PortfolioController } from './portfolio.controller.js';
import { Portfolio } from './portfolio.queries.js';
import { PortfolioReports } from './portfolio-reports.service.js';

@Module({
  imports: [AuditsModule, ReportsModule, SupplyChainModule],
  controllers: [PortfolioController],
  providers: [Portfolio, PortfolioFacts, PortfolioReports],
  exports: [Portfolio, PortfolioReports],
})
export class PortfolioModule {}
