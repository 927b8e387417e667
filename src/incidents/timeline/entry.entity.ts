import { Entity } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { Counts } from '../exposure/counts.js';

export const entryKinds = [
  'opened',
  'changed',
  'confirmed',
  'unconfirmed',
  'closed',
  'reopened',
  'derived',
  'statement',
  'advisory',
  'outreach',
  'rotation',
  'note',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What was known or done when; never changed. */
@Entity('incident_entry')
export class IncidentEntry {
  @IdKey() id: string;
  @IdColumn() incidentId: string;
  @InstantColumn() at: Date;
  @WordColumn() kind: EntryKind;
  @TextColumn() words: string;
  /** Where the vendors stood from then on, where that changed. */
  @JsonColumn({ nullable: true }) counts: Counts | null;
  /** The derivation whose moves can be read back. */
  @WholeColumn({ nullable: true }) derivation: number | null;
  @WordColumn() actorKind: Actor['kind'];
  @WordColumn() actor: string;
}
