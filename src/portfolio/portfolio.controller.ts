import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Me, Requires, type Caller } from '../identity/index.js';
import { Created, Operation } from '../platform/http/index.js';
import { NewPortfolioReport, PortfolioQuery } from './portfolio-query.dto.js';
import { PortfolioReports } from './portfolio-reports.service.js';
import { PortfolioView } from './portfolio.dto.js';
import { Portfolio } from './portfolio.queries.js';

@Controller('api/v1/portfolio')
export class PortfolioController {
  constructor(
    private readonly portfolio: Portfolio,
    private readonly reports: PortfolioReports,
  ) {}

  @Get()
  @Requires('reports.read')
  @Operation('Reports', 'Read where all vendors stand', {
    answers: PortfolioView,
    description:
      'What the portfolio report says, as of now. Lists are bounded and say how many are left out.',
  })
  async read(@Query() query: PortfolioQuery): Promise<PortfolioView> {
    return this.portfolio.of(query);
  }

  @Post('reports')
  @Requires('reports.read')
  @Operation('Reports', 'Have the portfolio report printed', {
    answers: Created,
    description: 'It is printed in the background: read it until its state is ready.',
  })
  async request(@Me() me: Caller, @Body() body: NewPortfolioReport): Promise<Created> {
    return this.reports.request(me, body);
  }
}
