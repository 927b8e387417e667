import { job } from '../platform/jobs/index.js';

/** Whoever set Assay up asked for the sample portfolio. */
export const samplePortfolioWanted = job<{ userId: string }>('identity.sample_portfolio_wanted');
