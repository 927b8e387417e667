import { Entity } from 'typeorm';
import {
  DayColumn,
  FlagColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { EvidenceGrade } from '../../scoring/index.js';
import type { InventoryFamily, InventorySource, Known } from '../words.js';

/** Something that a file named and that is not among the uses, and why. */
export interface LeftOut {
  where: string;
  why: string;
}

/** A dated list of what a vendor's service is built from. */
@Entity('inventory')
export class Inventory {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  /** Empty where it is about all that the vendor does. */
  @IdColumn({ nullable: true }) engagementId: string | null;
  @WordColumn() source: InventorySource;
  /** What it was taken from: a submission, a file; taken once. */
  @IdColumn() sourceId: string;
  @WordColumn() family: InventoryFamily;
  /** What it describes, such as one service; empty where it is about all. */
  @WordColumn() subject: string;
  @WordColumn({ nullable: true }) format: string | null;
  @WordColumn({ nullable: true }) formatVersion: string | null;
  @DayColumn() describedOn: string;
  /** Whether what its tools are built from is in it, too. */
  @FlagColumn() isComplete: boolean;
  /** Whether no newer list says the same. */
  @FlagColumn() isCurrent: boolean;
  @IdColumn({ nullable: true }) evidenceId: string | null;
  @WordColumn({ nullable: true }) fileName: string | null;
  /** How many lines it has. */
  @WholeColumn() uses: number;
  /** The first of them. */
  @JsonColumn() leftOut: LeftOut[];
  @WholeColumn() leftOutCount: number;
  @WordColumn() addedBy: string;
  @InstantColumn() addedAt: Date;
}

/** One line of an inventory: vendor x tool. */
@Entity('tool_use')
export class ToolUse {
  @IdKey() id: string;
  @IdColumn() inventoryId: string;
  @IdColumn() vendorId: string;
  @IdColumn({ nullable: true }) engagementId: string | null;
  @IdColumn() toolId: string;
  /** The tool that it stands for after merges: what is asked for. */
  @IdColumn() rootId: string;
  @WordColumn({ nullable: true }) versionText: string | null;
  @DayColumn() describedOn: string;
  @FlagColumn() isCurrent: boolean;
  @WordColumn() source: InventorySource;
  @WordColumn() grade: EvidenceGrade;
  @WordColumn() seesOurData: Known;
  @WordColumn() holdsCredentials: Known;
  @WordColumn() direct: Known;
  @TextColumn({ nullable: true }) purpose: string | null;
  /** The first day on which it was no longer used, where somebody said so. */
  @DayColumn({ nullable: true }) endedOn: string | null;
}
