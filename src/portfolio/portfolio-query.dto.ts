import { ChoiceField, IdField, WholeField } from '../platform/http/index.js';
import { paperFormats, type Paper } from '../reports/index.js';
import { bands, type Band, type Tier } from '../scoring/index.js';
import { vendorStatuses, type VendorStatus } from '../vendors/index.js';

/** Which vendors the portfolio is made of; without a status, those in use. */
export class PortfolioQuery {
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;

  @ChoiceField([...bands, 'none'], { optional: true, description: '`none`: not scored yet.' })
  band?: Band | 'none';

  @IdField({ optional: true, description: 'The person here who answers for the vendor.' })
  ownerId?: string;

  @ChoiceField(vendorStatuses, {
    optional: true,
    description: 'Unless told: all but offboarded and rejected ones.',
  })
  status?: VendorStatus;
}

export class NewPortfolioReport extends PortfolioQuery {
  @ChoiceField(paperFormats, { optional: true, example: 'A4' })
  format?: Paper;
}
