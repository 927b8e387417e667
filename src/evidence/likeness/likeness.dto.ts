import { IdField, TextField, WholeField } from '../../platform/http/index.js';

export class LikenessView {
  @IdField({ description: 'The evidence of the vendor that was asked about.' }) evidenceId: string;
  @TextField({ max: 200, example: 'SOC 2 Type II report 2026' }) title: string;
  @IdField({ description: 'The evidence of the other vendor.' }) otherId: string;
  @TextField({ max: 200, example: 'SOC 2 Type II report' }) otherTitle: string;
  @IdField() otherVendorId: string;
  @TextField({ max: 200, example: 'Fernspur Labelling' }) otherVendorName: string;
  @WholeField({
    min: 0,
    max: 100,
    example: 93,
    description:
      'Share of all runs of five words that both reports have, in percent; an estimate, give or take 4.',
  })
  share: number;
  @WholeField({
    min: 0,
    max: 100,
    example: 80,
    description: 'The share from which reports are listed here.',
  })
  threshold: number;
}
