import { paperFormats, type Paper } from '../reports/index.js';
import {
  ChoiceField,
  DayField,
  InstantField,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
} from '../platform/http/index.js';

export class DestroyedFile {
  @TextField({ max: 300, example: 'SOC 2 Type II report' }) title: string;
  @TextField({ max: 300, example: 'soc2.pdf' }) name: string;
  @TextField({ max: 64, description: 'Of the content, so that whoever has it can tell.' })
  sha256: string;
  @InstantField({ description: 'When the content and its key were destroyed.' })
  destroyedAt: string;
  @TextField({ max: 300, example: 'Evidence, after the vendor left: 12 months' }) rule: string;
}

export class DestroyedGroup {
  @TextField({ max: 100, example: 'Contacts' }) title: string;
  @WholeField({ min: 1, max: 2_147_483_647 }) many: number;
  @DayField() first: string;
  @DayField() last: string;
}

export class DestroyedPoint {
  @WholeField({ min: 0, max: 2_147_483_647, description: 'Entries of the journal until then.' })
  size: number;
  @TextField({ max: 64, description: 'Root of the tree over them.' }) root: string;
  @TextField({ max: 100, description: 'Fingerprint of the key that signed it.' })
  fingerprint: string;
  @InstantField() signedAt: string;
}

/** What we destroyed of what a vendor gave us or told us. */
export class DestroyedView {
  @TextField({ max: 200 }) vendor: string;
  @InstantField() at: string;
  @NestedListField(() => DestroyedFile, { max: 100_000 }) files: DestroyedFile[];
  @NestedListField(() => DestroyedGroup, { max: 20, description: 'What was no file, counted.' })
  groups: DestroyedGroup[];
  @NestedField(() => DestroyedPoint, {
    optional: true,
    description: 'The last signed point of the journal.',
  })
  checkpoint?: DestroyedPoint;
}

export class NewCertificate {
  @ChoiceField(paperFormats, { optional: true, description: 'A4 unless told.' }) format?: Paper;
}
