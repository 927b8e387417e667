import { Entity } from 'typeorm';
import type { EvidenceGrade } from '../../scoring/index.js';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const judgements = [
  'meets',
  'partial',
  'does_not_meet',
  'insufficient',
  'not_applicable',
] as const;
export type Judgement = (typeof judgements)[number];

/** Whom the comment of a judgement is for; one that is internal never leaves this house. */
export const audiences = ['internal', 'vendor'] as const;
export type Audience = (typeof audiences)[number];

/** The analyst's judgement of one answer; it replaces what the comparison with the expected answer gave. */
@Entity('review')
export class Review {
  @IdKey() assessmentId: string;
  @IdKey() questionKey: string;
  @WordColumn() judgement: Judgement;
  @WordColumn() evidence: EvidenceGrade;
  /** The audit of the vendor that the answer rests on. */
  @IdColumn({ nullable: true }) auditId: string | null;
  /** What of the answer that audit does not cover; then it proves nothing. */
  @TextColumn({ nullable: true }) scopeGap: string | null;
  @TextColumn({ nullable: true }) comment: string | null;
  @WordColumn() audience: Audience;
  /** The submission that was looked at; unknown for judgements made before it was kept. */
  @IdColumn({ nullable: true }) submissionId: string | null;
  @IdColumn() reviewerId: string;
  @WordColumn() reviewer: string;
  @InstantColumn() reviewedAt: Date;
  @WholeColumn() version: number;
}
