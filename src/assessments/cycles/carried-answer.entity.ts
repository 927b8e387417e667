import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { AnswerValue } from '../../questionnaires/index.js';
import type { Confirmed } from '../answering/answer.entity.js';
import type { CarriedState } from './carry.js';

/** What an earlier cycle attached to an answer; whether it may be attached again is found out when it is looked at. */
export interface CarriedEvidence {
  id: string;
  title: string;
  /** Attached by the vendor's own people, and theirs to see. */
  own: boolean;
}

/** What the vendor said to a question in an earlier cycle, as it was when this one was sent. Never changed. */
@Entity('carried_answer')
export class CarriedAnswer {
  @IdKey() assessmentId: string;
  @IdKey() questionKey: string;
  @WordColumn() state: CarriedState;
  /** Where it was said. */
  @IdColumn() submissionId: string;
  @JsonColumn({ nullable: true }) value: AnswerValue | null;
  @TextColumn({ nullable: true }) notApplicableReason: string | null;
  @TextColumn({ nullable: true }) comment: string | null;
  /** Who gave it first, and when. */
  @WordColumn() givenBy: string;
  @InstantColumn() givenAt: Date;
  /** The last confirmation of it, where there was one. */
  @JsonColumn({ nullable: true }) confirmed: Pick<Confirmed, 'by' | 'at' | 'times'> | null;
  /** Cycles in a row, up to the last one, in which it was confirmed without evidence. */
  @WholeColumn() unproven: number;
  @JsonColumn() evidence: CarriedEvidence[];
}
