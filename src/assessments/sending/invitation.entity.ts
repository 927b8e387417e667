import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** The magic link that lets one person answer one assessment, or some of its sections. */
@Entity('invitation')
export class Invitation {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  /** Absent for a colleague whom a respondent asked. */
  @IdColumn({ nullable: true }) contactId: string | null;
  @WordColumn() name: string;
  @WordColumn() email: string;
  @WordColumn() secretHash: string;
  /** Keys of the sections it opens; empty: all, and only then it may submit. */
  @JsonColumn({ nullable: true }) sections: string[] | null;
  /** The invitation of the respondent who asked this colleague. */
  @IdColumn({ nullable: true }) parentId: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) openedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}

/** What the cookie of a respondent stands for: one browser that exchanged the link of one invitation. */
@Entity('respondent_session')
export class RespondentSession {
  @IdKey() id: string;
  @WordColumn() secretHash: string;
  @IdColumn() invitationId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
