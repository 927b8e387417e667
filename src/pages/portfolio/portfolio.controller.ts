import { Body, Get, Post, Query } from '@nestjs/common';
import { Me, Requires, UserQueries, type Caller } from '../../identity/index.js';
import {
  checked,
  fromText,
  redirect,
  show,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import {
  NewPortfolioReport,
  Portfolio,
  PortfolioQuery,
  PortfolioReports,
} from '../../portfolio/index.js';
import { DossierSection } from '../dossiers/dossier-section.service.js';
import { PageController } from '../frame/page-controller.js';
import { portfolioFilters, portfolioShown } from './portfolio-shown.js';

@PageController('portfolio')
export class PortfolioPages {
  constructor(
    private readonly portfolio: Portfolio,
    private readonly reports: PortfolioReports,
    private readonly people: UserQueries,
    private readonly dossiers: DossierSection,
  ) {}

  @Get()
  @Requires('reports.read')
  async read(@Me() me: Caller, @Query() query: PortfolioQuery): Promise<View> {
    const [view, people] = await Promise.all([this.portfolio.of(query), this.people.choices()]);
    return show('pages/portfolio/portfolio', {
      title: 'Portfolio',
      styles: ['/public/css/portfolio.css'],
      ...portfolioFilters(query, people, me.userId),
      ...portfolioShown(view, query),
      ...(await this.dossiers.of(me, 'portfolio', '', '/portfolio/dossiers')),
    });
  }

  @Post('reports')
  @Requires('reports.read')
  async request(@Me() me: Caller, @Body() body: FormBody): Promise<Redirect> {
    const wanted = checked(NewPortfolioReport, fromText(NewPortfolioReport, body ?? {}));
    const { id } = await this.reports.request(me, wanted);
    return redirect(`/reports/${id}`);
  }
}
