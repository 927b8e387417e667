import {
  IdField,
  ListQuery,
  TextField,
  WebAddressField,
  WholeField,
} from '../../platform/http/index.js';

/** What is written of a supplier. */
export class SupplierFacts {
  @TextField({ max: 200, example: 'BerriAI' }) name: string;
  @WebAddressField({ optional: true, example: 'https://berri.example' }) webAddress?: string;
  @IdField({ optional: true, description: 'The vendor of ours that it is, too.' })
  vendorId?: string;
}

export class SupplierQuery extends ListQuery {
  @TextField({ max: 100, optional: true, description: 'How the name begins.' }) q?: string;
}

export class SupplierView extends SupplierFacts {
  @IdField() id: string;
  @TextField({ max: 200, optional: true, description: 'Name of that vendor.' }) vendor?: string;
  @WholeField({ min: 0, max: 1_000_000, description: 'Tools it supplies.' }) tools: number;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
