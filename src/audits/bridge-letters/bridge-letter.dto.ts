import { DayField, FlagField, IdField, TextField } from '../../platform/http/index.js';

export class BridgeLetterFacts {
  @DayField({ example: '2026-07-20' })
  issuedOn: string;

  @DayField({
    example: '2026-07-01',
    description: 'Where the report’s period ends, or where it stops being fresh by itself.',
  })
  coversFrom: string;

  @DayField({ example: '2026-09-30', description: 'Three months later at most.' })
  coversUntil: string;

  @TextField({ max: 100, example: 'Rui Okafor' })
  signedBy: string;

  @TextField({ max: 100, example: 'Chief executive' })
  signerRole: string;

  @FlagField({ description: 'Whether the vendor’s own management signed it; nobody else can.' })
  byManagement: boolean;
}

export class BridgeLetterView {
  @IdField() id: string;
  @IdField() auditId: string;
  @DayField() issuedOn: string;
  @DayField() coversFrom: string;
  @DayField() coversUntil: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) signedBy: string;
  @TextField({ max: 100, example: 'Chief executive' }) signerRole: string;
}
