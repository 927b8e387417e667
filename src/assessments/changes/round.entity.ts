import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** One time that chosen questions were given back to the vendor. Open until it submits again, then never changed. */
@Entity('change_round')
export class ChangeRound {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  @WholeColumn() number: number;
  @TextColumn({ nullable: true }) message: string | null;
  @DayColumn() dueOn: string;
  @IdColumn() askedById: string;
  @WordColumn() askedBy: string;
  @InstantColumn() askedAt: Date;
  /** The submission that closed it. */
  @IdColumn({ nullable: true }) submissionId: string | null;
  @InstantColumn({ nullable: true }) closedAt: Date | null;
}

/** A question of a round, with our remark to the vendor. Never changed. */
@Entity('change_question')
export class ChangeQuestion {
  @IdKey() roundId: string;
  @IdKey() questionKey: string;
  @IdColumn() assessmentId: string;
  @TextColumn() remark: string;
  @WordColumn() remarkedBy: string;
}

/** What one respondent replied to the remark; theirs until the round closes. */
@Entity('change_reply')
export class ChangeReply {
  @IdKey() roundId: string;
  @IdKey() questionKey: string;
  @IdKey() invitationId: string;
  @IdColumn() assessmentId: string;
  @TextColumn() text: string;
  @WordColumn() repliedBy: string;
  @InstantColumn() repliedAt: Date;
  @WholeColumn() version: number;
}
