import { Entity } from 'typeorm';
import type {
  AccessKind,
  Autonomy,
  Band,
  DataCategory,
  InherentRisk,
  Level,
  LikelihoodCode,
  Tier,
} from '../scoring/index.js';
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
} from '../platform/database/index.js';

@Entity('engagement')
export class Engagement {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() name: string;
  @TextColumn({ nullable: true }) purpose: string | null;
  @JsonColumn() data: DataCategory[];
  @JsonColumn() access: AccessKind[];
  @WordColumn() criticality: Level;
  @WordColumn() autonomy: Autonomy;
  @JsonColumn() likelihood: Record<LikelihoodCode, Level>;
  @FlagColumn() holdsCredentials: boolean;
  @FlagColumn() codeRunsHere: boolean;
  @FlagColumn() supportsCriticalFunction: boolean;
  @DayColumn({ nullable: true }) startsOn: string | null;
  @DayColumn({ nullable: true }) endsOn: string | null;
  /** Derived from the above at each change, with its reasons. */
  @JsonColumn() inherent: InherentRisk;
  @WholeColumn() tier: Tier;
  /** Of the score on its latest answers; empty until there is one. */
  @WordColumn({ nullable: true }) band: Band | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}
