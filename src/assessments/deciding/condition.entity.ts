import { Entity } from 'typeorm';
import type { Severity } from '../../findings/index.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** One condition of an approval; whether it is kept stands with the finding that it raised. */
@Entity('decision_condition')
export class DecisionCondition {
  @IdKey() id: string;
  @IdColumn() decisionId: string;
  /** Counts the conditions of a decision from 1. */
  @WholeColumn() number: number;
  @TextColumn() text: string;
  @WordColumn() severity: Severity;
  @DayColumn() dueOn: string;
  @IdColumn() findingId: string;
}
