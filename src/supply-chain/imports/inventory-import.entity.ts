import { Entity } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import {
  DayColumn,
  FlagColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { InventoryFormat } from '../reading/index.js';

/**
 * `day_wanted`: the file does not say which day it describes, and nobody has said so either; `given_up`: somebody decided not to wait
 * for it.
 */
export const importStates = [
  'waiting',
  'reading',
  'day_wanted',
  'done',
  'refused',
  'given_up',
] as const;
export type ImportState = (typeof importStates)[number];

/** A file on its way to becoming an inventory. */
@Entity('inventory_import')
export class InventoryImport {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @IdColumn({ nullable: true }) engagementId: string | null;
  @IdColumn() evidenceId: string;
  @IdColumn() revisionId: string;
  @WordColumn() fileName: string;
  /** What somebody said; once it is done, what holds. */
  @WordColumn({ nullable: true }) subject: string | null;
  @DayColumn({ nullable: true }) describedOn: string | null;
  @FlagColumn({ nullable: true }) isComplete: boolean | null;
  @WordColumn() state: ImportState;
  /** Why it was refused or stands still; it goes on after “The file”. */
  @TextColumn({ nullable: true }) problem: string | null;
  @WordColumn({ nullable: true }) format: InventoryFormat | null;
  /** How many components, services, packages or lines the file names. */
  @WholeColumn({ nullable: true }) entries: number | null;
  @WholeColumn({ nullable: true }) repeated: number | null;
  @WholeColumn({ nullable: true }) dropped: number | null;
  @IdColumn({ nullable: true }) inventoryId: string | null;
  @WordColumn() startedByKind: Actor['kind'];
  @IdColumn() startedById: string;
  @WordColumn() startedBy: string;
  @InstantColumn() startedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  @WholeColumn() version: number;
}
