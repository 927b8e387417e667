import { Entity } from 'typeorm';
import type { Actor } from '../platform/actor.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

/** The worst first; the words of an audit's exceptions. */
export const severities = ['very_high', 'high', 'moderate', 'low'] as const;
export type Severity = (typeof severities)[number];

export const findingStates = ['open', 'planned', 'resolved', 'verified', 'risk_accepted'] as const;
export type FindingState = (typeof findingStates)[number];

export const originKinds = ['answer', 'audit_exception', 'condition', 'by_hand'] as const;
export type OriginKind = (typeof originKinds)[number];

export const findingRules = ['knock_out', 'critical_adverse'] as const;
export type FindingRule = (typeof findingRules)[number];

/** A gap at a vendor: what is missing, who sees to it, by when. None is ever removed. */
@Entity('finding')
export class Finding {
  @IdKey() id: string;
  /** Counts the findings of this installation without gaps; F-12 is number 12. */
  @WholeColumn() number: number;
  @IdColumn() vendorId: string;
  @IdColumn({ nullable: true }) engagementId: string | null;
  /** In which assessment it was raised; those that met it again are its sightings. */
  @IdColumn({ nullable: true }) assessmentId: string | null;
  @WordColumn() originKind: OriginKind;
  @IdColumn({ nullable: true }) originId: string | null;
  /** The key of the question, where it comes from an answer. */
  @WordColumn({ nullable: true }) originPart: string | null;
  /** Empty where a person raised it. */
  @WordColumn({ nullable: true }) raisedByRule: FindingRule | null;
  /** What it is about, so that the same gap is raised once; unique. */
  @WordColumn({ nullable: true }) gap: string | null;
  /** When an answer or a judgement closed the gap, until one opens it again. */
  @InstantColumn({ nullable: true }) gapClosedAt: Date | null;
  /** What field it is in, as the questionnaire calls it. */
  @WordColumn({ nullable: true }) domain: string | null;
  @WordColumn() title: string;
  @TextColumn({ nullable: true }) detail: string | null;
  @WordColumn() severity: Severity;
  @TextColumn({ nullable: true }) proposedRemediation: string | null;
  @IdColumn() ownerId: string;
  @DayColumn() dueOn: string;
  @WordColumn() state: FindingState;
  @TextColumn({ nullable: true }) plan: string | null;
  @DayColumn({ nullable: true }) plannedFor: string | null;
  @WordColumn({ nullable: true }) plannedBy: string | null;
  /** `respondent`: the vendor said so itself. */
  @WordColumn({ nullable: true }) plannedByKind: Actor['kind'] | null;
  @InstantColumn({ nullable: true }) plannedAt: Date | null;
  @TextColumn({ nullable: true }) resolution: string | null;
  @WordColumn({ nullable: true }) resolvedBy: string | null;
  /** `system`: an answer or a judgement closed the gap. */
  @WordColumn({ nullable: true }) resolvedByKind: Actor['kind'] | null;
  @InstantColumn({ nullable: true }) resolvedAt: Date | null;
  @TextColumn({ nullable: true }) verification: string | null;
  @WordColumn({ nullable: true }) verifiedBy: string | null;
  @InstantColumn({ nullable: true }) verifiedAt: Date | null;
  @TextColumn({ nullable: true }) reopenedBecause: string | null;
  @InstantColumn({ nullable: true }) reopenedAt: Date | null;
  /** Until when its risk is borne. */
  @DayColumn({ nullable: true }) acceptedUntil: string | null;
  @WordColumn() raisedBy: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

export const referenceOf = (number: number): string => `F-${number}`;
