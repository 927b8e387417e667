import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** A question that is to go back to the vendor with the next round; all reviewers see the same list. */
@Entity('send_back')
export class SendBack {
  @IdKey() assessmentId: string;
  @IdKey() questionKey: string;
  /** Without one, the comment to the vendor beside the judgement stands for it. */
  @TextColumn({ nullable: true }) remark: string | null;
  @IdColumn() markedById: string;
  @WordColumn() markedBy: string;
  @InstantColumn() markedAt: Date;
  @WholeColumn() version: number;
}
