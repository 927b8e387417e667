import { Module } from '@nestjs/common';
import { AuditsModule } from '../audits/index.js';
import { QuestionnairesModule } from '../questionnaires/index.js';
import { ReportsModule } from '../reports/index.js';
import { DeclaredTools } from './declared-tools.queries.js';
import { PortfolioFacts } from './facts.queries.js';
import { PortfolioController } from './portfolio.controller.js';
import { Portfolio } from './portfolio.queries.js';
import { PortfolioReports } from './portfolio-reports.service.js';

@Module({
  imports: [AuditsModule, QuestionnairesModule, ReportsModule],
  controllers: [PortfolioController],
  providers: [Portfolio, PortfolioFacts, DeclaredTools, PortfolioReports],
  exports: [Portfolio, PortfolioReports],
})
export class PortfolioModule {}
