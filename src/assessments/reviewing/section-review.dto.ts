import {
  ChoiceField,
  IdField,
  NestedListField,
  TextField,
  WordsField,
} from '../../platform/http/index.js';
import { ReviewFacts } from './review.dto.js';
import { judgements, type Judgement } from './review.entity.js';

export class NewSectionReview extends ReviewFacts {
  @TextField({ max: 80, example: 'supply', description: 'The section, by its key.' })
  section: string;

  @WordsField({
    max: 500,
    optional: true,
    example: ['supply.pinned', 'supply.sbom'],
    description:
      'Which of its questions. Without it all that may be judged together; with it those of them, the rest being left out.',
  })
  questions?: string[];
}

export class SectionReviewQuery {
  @TextField({ max: 80, example: 'supply' }) section: string;
  @ChoiceField(judgements, { example: 'meets' }) judgement: Judgement;
}

export class NamedQuestion {
  @TextField({ max: 80, example: 'supply.pinned' }) key: string;
  @TextField({ max: 1_000 }) text: string;
}

export class LeftOutQuestion extends NamedQuestion {
  @TextField({ max: 200, example: 'was left blank' }) why: string;
}

/** Which answers a judgement of a section touches. */
export class SectionReviewPlan {
  @NestedListField(() => NamedQuestion, { max: 500 }) touched: NamedQuestion[];
  @NestedListField(() => LeftOutQuestion, { max: 500 }) leftOut: LeftOutQuestion[];
}

export class SectionReviewView extends SectionReviewPlan {
  @IdField({ description: 'What it can be undone by.' }) id: string;
}
