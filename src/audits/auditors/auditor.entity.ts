import { Entity } from 'typeorm';
import {
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** `firm`: it signs audits. `platform`: the compliance platform that prepared them. */
export const auditorKinds = ['firm', 'platform'] as const;
export type AuditorKind = (typeof auditorKinds)[number];

@Entity('auditor')
export class Auditor {
  @IdKey() id: string;
  @WordColumn() kind: AuditorKind;
  @WordColumn() name: string;
  /** The name as it is sorted and found; once a kind. */
  @WordColumn() sortName: string;
  @WordColumn({ nullable: true }) website: string | null;
  /** Empty while it is in good standing. */
  @InstantColumn({ nullable: true }) doubtedAt: Date | null;
  @TextColumn({ nullable: true }) doubtReason: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}
