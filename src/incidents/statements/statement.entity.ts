import { Entity } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { StatementStatus } from '../exposure/facts.js';

export const statementSources = ['outreach', 'vex', 'analyst'] as const;
export type StatementSource = (typeof statementSources)[number];

/** Why something is not affected. Source: OpenVEX 0.2.0, status justifications. */
export const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const;
export type Justification = (typeof justifications)[number];

/** A vendor's dated word about an incident; withdrawn where it was recorded wrongly, never changed. */
@Entity('statement')
export class Statement {
  @IdKey() id: string;
  @IdColumn() incidentId: string;
  @IdColumn() vendorId: string;
  @WordColumn() status: StatementStatus;
  @WordColumn({ nullable: true }) justification: Justification | null;
  /** From when the vendor says so. */
  @DayColumn() datedOn: string;
  @TextColumn({ nullable: true }) words: string | null;
  @WordColumn() source: StatementSource;
  /** The answer or the document it comes from; its own id where an analyst recorded it. */
  @IdColumn() sourceId: string;
  @WordColumn() recordedByKind: Actor['kind'];
  @WordColumn() recordedBy: string;
  @InstantColumn() recordedAt: Date;
  @TextColumn({ nullable: true }) withdrawnBecause: string | null;
  @WordColumn({ nullable: true }) withdrawnBy: string | null;
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null;
}
