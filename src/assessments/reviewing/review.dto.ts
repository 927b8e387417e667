import { ChoiceField, IdField, TextField, WholeField } from '../../platform/http/index.js';
import { evidenceGrades, type EvidenceGrade } from '../../scoring/index.js';
import { audiences, judgements, type Audience, type Judgement } from './review.entity.js';
import { ShownInstant } from './shown.js';

const grades = Object.keys(evidenceGrades);

class JudgementFacts {
  @ChoiceField(judgements, { example: 'partial' })
  judgement: Judgement;

  @ChoiceField(grades, {
    example: 'document',
    description: 'What the answer rests on: the vendor’s word up to our own verification.',
  })
  evidence: EvidenceGrade;

  @IdField({
    optional: true,
    description:
      'The audit that the answer rests on, one of this vendor’s: with the evidence `audit` or `artefact` only. The ' +
      'grade then follows the audit: an artefact for a Type I or a bridge letter, the vendor’s word once it is ' +
      'stale, rejected, or its auditor in doubt.',
  })
  auditId?: string;

  @TextField({
    max: 500,
    optional: true,
    example: 'The report covers the hosted service, not the browser extension.',
    description: 'Where that audit does not cover what the answer says: it then proves nothing.',
  })
  scopeGap?: string;

  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'The policy covers production only; staging is not mentioned.',
    description: 'Required to approve “not applicable” where the vendor gave no reason.',
  })
  comment?: string;

  @ChoiceField(audiences, {
    optional: true,
    example: 'internal',
    description:
      'Whom the comment is for. `internal` (unless told otherwise): it is never shown to the vendor. `vendor`: ' +
      'the vendor reads it when the question goes back.',
  })
  audience?: Audience;
}

export class ReviewFacts extends JudgementFacts {
  @IdField({
    missing: 'is missing: send the submission.id of the assessment whose answers you looked at',
    description:
      'The submission that was looked at: `submission.id` of the assessment, read before its answers. Where the vendor ' +
      'has answered the question anew since, the judgement is refused.',
  })
  submissionId: string;
}

export class ReviewView extends JudgementFacts {
  @IdField({ optional: true, description: 'The submission whose answer was judged.' })
  submissionId?: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) reviewer: string;
  @ShownInstant() reviewedAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
