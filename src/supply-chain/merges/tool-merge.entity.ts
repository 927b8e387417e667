import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const mergeStates = ['suggested', 'confirmed', 'refused', 'undone'] as const;
export type MergeState = (typeof mergeStates)[number];

/** That two tools are one: suggested, and confirmed or refused by a person; what was confirmed can be undone. */
@Entity('tool_merge')
export class ToolMerge {
  @IdKey() id: string;
  @IdColumn() keptId: string;
  @IdColumn() mergedId: string;
  @WordColumn() state: MergeState;
  @TextColumn() reason: string;
  @WordColumn() suggestedBy: string;
  @InstantColumn() suggestedAt: Date;
  @WordColumn({ nullable: true }) confirmedBy: string | null;
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  @WordColumn({ nullable: true }) refusedBy: string | null;
  @InstantColumn({ nullable: true }) refusedAt: Date | null;
  @WordColumn({ nullable: true }) undoneBy: string | null;
  @InstantColumn({ nullable: true }) undoneAt: Date | null;
  @WholeColumn() version: number;
}
