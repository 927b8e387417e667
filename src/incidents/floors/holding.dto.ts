import {
  ChoiceField,
  ChoicesField,
  FlagField,
  IdField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import {
  accessKinds,
  dataCategories,
  type AccessKind,
  type DataCategory,
  type Tier,
} from '../../scoring/index.js';
import { certainties, type Certainty } from '../exposure/facts.js';

const codes = (choices: readonly { code: string }[]): string[] => choices.map(({ code }) => code);

export class HeldView {
  @IdField() engagementId: string;
  @TextField({ max: 200, example: 'Gateway for all prompts' }) engagement: string;
  @ChoicesField(codes(dataCategories), { example: ['personal', 'credentials'] })
  data: DataCategory[];
  @ChoicesField(codes(accessKinds), { example: ['write_api'] }) access: AccessKind[];
  @FlagField({ description: 'It holds credentials of ours.' }) holdsCredentials: boolean;
  @FlagField({ description: 'Its code runs in our build or production.' }) codeRunsHere: boolean;
}

/** What of ours an affected vendor holds. */
export class HoldingLine {
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;
  @ChoiceField(certainties) certainty: Certainty;
  @NestedListField(() => HeldView, { max: 1_000, description: 'By engagement.' })
  holds: HeldView[];
}
