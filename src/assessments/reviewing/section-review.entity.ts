import { Entity } from 'typeorm';
import type { EvidenceGrade } from '../../scoring/index.js';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { Audience, Judgement, Review } from './review.entity.js';

/** One judgement of several answers of a section at once; what it wrote stands among the reviews. */
@Entity('section_review')
export class SectionReview {
  @IdKey() id: string;
  @IdColumn() assessmentId: string;
  @IdColumn() submissionId: string;
  @WordColumn() sectionKey: string;
  @WordColumn() judgement: Judgement;
  @WordColumn() evidence: EvidenceGrade;
  @IdColumn({ nullable: true }) auditId: string | null;
  @TextColumn({ nullable: true }) scopeGap: string | null;
  @TextColumn({ nullable: true }) comment: string | null;
  @WordColumn() audience: Audience;
  @IdColumn() reviewerId: string;
  @WordColumn() reviewer: string;
  @InstantColumn() reviewedAt: Date;
  @InstantColumn({ nullable: true }) undoneAt: Date | null;
  @WordColumn({ nullable: true }) undoneBy: string | null;
}

/** One answer that was judged so. */
@Entity('section_review_answer')
export class SectionReviewAnswer {
  @IdKey() sectionReviewId: string;
  @IdKey() questionKey: string;
  /** Of the judgement that it wrote. */
  @WholeColumn() version: number;
  /** What stood there before: a judgement of an answer that was given anew since. */
  @JsonColumn({ nullable: true }) before: Review | null;
}
