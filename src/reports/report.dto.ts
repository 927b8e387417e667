import { ChoiceField, DayField, IdField, TextField, WholeField } from '../platform/http/index.js';
import { reportStates, type ReportState } from './report.entity.js';

export const paperFormats = ['A4', 'Letter'] as const;
export type Paper = (typeof paperFormats)[number];

export class NewReport {
  @TextField({
    max: 60,
    optional: true,
    example: 'vendor-risk',
    description: 'A template; vendor-risk unless told.',
  })
  template?: string;

  @ChoiceField(paperFormats, { optional: true, example: 'A4' })
  format?: Paper;
}

export class ReportView {
  @IdField() id: string;
  @TextField({ max: 60, example: 'vendor-risk' }) template: string;
  @TextField({ max: 40, example: 'assessment' }) subjectKind: string;
  @IdField() subjectId: string;
  @TextField({ max: 300 }) title: string;
  @ChoiceField(paperFormats) format: Paper;
  @ChoiceField(reportStates) state: ReportState;
  @TextField({ max: 1_000, optional: true, description: 'Why it waits or failed.' })
  problem?: string;
  @TextField({ max: 64, optional: true, description: 'Of the PDF, in hex.' }) sha256?: string;
  @WholeField({ min: 1, max: 500, optional: true }) pages?: number;
  @WholeField({ min: 1, max: 64_000_000, optional: true }) bytes?: number;
  @TextField({ max: 100 }) requestedBy: string;
  @DayField() createdAt: string;
  @DayField({ optional: true }) printedAt?: string;
  @TextField({
    max: 30,
    optional: true,
    description: 'When it was purged: from then on a download answers 410.',
  })
  purgedAt?: string;
  @TextField({ max: 300, optional: true, description: 'The rule by which it was purged.' })
  purgedRule?: string;
}
