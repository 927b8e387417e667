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

/** The vendor's reply to a question while it can still change; a submission freezes it. */
@Entity('answer')
export class Answer {
  @IdKey() assessmentId: string;
  @IdKey() questionKey: string;
  @JsonColumn({ nullable: true }) value: AnswerValue | null;
  @TextColumn({ nullable: true }) notApplicableReason: string | null;
  @TextColumn({ nullable: true }) comment: string | null;
  @IdColumn() invitationId: string;
  @WordColumn() answeredBy: string;
  @InstantColumn() answeredAt: Date;
  /** When the answer of the last cycle was said to be still true; nothing once it was given anew. */
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  @WholeColumn() version: number;
}

/** A file attached to an answer, as it was submitted. */
export interface FrozenFile {
  evidenceId: string;
  name: string;
  sha256: string;
  bytes: number;
}

/** That an answer of an earlier cycle was said to be still true. */
export interface Confirmed {
  by: string;
  at: string;
  /** Who gave it first, and when. */
  givenBy: string;
  givenAt: string;
  /** Cycles in a row in which it was confirmed, this one included. */
  times: number;
  /** Of these the last ones, in a row, without evidence. */
  unproven: number;
}

/** An answer as it was submitted. */
export interface FrozenAnswer {
  questionKey: string;
  value: AnswerValue | null;
  notApplicableReason: string | null;
  comment: string | null;
  answeredBy: string;
  answeredAt: string;
  /** Left out where nothing was attached, as in all answers from before files could be. */
  attached?: FrozenFile[];
  /** Left out where it was given in this cycle. */
  confirmed?: Confirmed;
}

/** All answers of one submission, frozen against the questionnaire version. Never changed, until its free text is purged. */
@Entity('submission')
export class Submission {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  @WholeColumn() number: number;
  @JsonColumn() answers: FrozenAnswer[];
  /** SHA-256 of the answers as stored. */
  @WordColumn() sha256: string;
  /** The short code on the receipt. */
  @WordColumn() receipt: string;
  @IdColumn() invitationId: string;
  @WordColumn() submittedBy: string;
  @InstantColumn() submittedAt: Date;
  /** Days after the due date; 0 when in time. */
  @WholeColumn() daysLate: number;
}
