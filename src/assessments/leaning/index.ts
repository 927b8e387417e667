export { LeaningModule } from './leaning.module.js';
export {
  LeaningQuery,
  NewRescoring,
  type LeaningAnswer,
  type LeaningLine,
  type MentionLine,
  type RelianceView,
  type RescoringView,
} from './reliance.dto.js';
export { Reliance, type Drafted } from './reliance.queries.js';
export { Rescoring, RescoringItem } from './rescoring.entity.js';
export { RescoringQueries } from './rescorings.queries.js';
export { Rescorings } from './rescorings.service.js';
