import { IdField, TextField, WholeField } from '../platform/http/index.js';

/** A file attached to a question, as its respondents see it. */
export class AttachedView {
  @IdField() id: string;
  @TextField({ max: 80, example: 'tools.vetting' }) questionKey: string;
  @TextField({ max: 200, example: 'Penetration test 2026' }) title: string;
  @TextField({ max: 255, example: 'pentest.pdf' }) name: string;
  @TextField({ max: 64, description: 'SHA-256 of the file.' }) sha256: string;
  @WholeField({ min: 1, max: 2_147_483_647 }) bytes: number;
  @TextField({ max: 100, example: 'Rui Okafor' }) givenBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) givenAt: string;
}
