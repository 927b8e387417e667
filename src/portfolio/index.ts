export { trendMessage } from './headline.js';
export { NewPortfolioReport, PortfolioQuery } from './portfolio-query.dto.js';
export type { BandCounts, PortfolioView } from './portfolio.dto.js';
export { PortfolioModule } from './portfolio.module.js';
export { Portfolio } from './portfolio.queries.js';
export { isOfWholePortfolio, PortfolioReports } from './portfolio-reports.service.js';
