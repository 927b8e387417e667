import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  LargeColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
  sql,
} from '../platform/database/index.js';
import { namesBlobs } from '../platform/storage/index.js';
import type { Profile } from './contents/profiles/profile.js';

namesBlobs(sql`SELECT blob AS name FROM dossier WHERE blob IS NOT NULL`);

export const dossierScopes = ['assessment', 'vendor', 'incident', 'portfolio'] as const;
export type DossierScope = (typeof dossierScopes)[number];

export const dossierStates = ['waiting', 'building', 'ready', 'failed', 'expired'] as const;
export type DossierState = (typeof dossierStates)[number];

/** A sealed export: what it is about, and the file once it is built. The row stays when the file is gone. */
@Entity('dossier')
export class Dossier {
  @IdKey() id: string;
  @WordColumn() scope: DossierScope;
  /** Of what it is about; empty for the portfolio. */
  @IdColumn() subjectId: string;
  @TextColumn() title: string;
  @DayColumn({ nullable: true }) periodFrom: string | null;
  @DayColumn({ nullable: true }) periodTo: string | null;
  @WordColumn() profile: Profile;
  @WordColumn() state: DossierState;
  /** The report that goes into it. */
  @IdColumn({ nullable: true }) reportId: string | null;
  /** The checkpoint up to which it tells of the journal. */
  @WholeColumn({ nullable: true }) checkpointSize: number | null;
  /** Bytes written so far, and how many there will be. */
  @LargeColumn() doneBytes: number;
  @LargeColumn() totalBytes: number;
  /** What could not be put in although it should be: paths and why. */
  @JsonColumn() lacking: { path: string; why: string }[];
  @TextColumn({ nullable: true }) problem: string | null;
  @WordColumn({ nullable: true }) blob: string | null;
  @WordColumn({ nullable: true }) sha256: string | null;
  @LargeColumn({ nullable: true }) bytes: number | null;
  @WordColumn({ nullable: true }) fingerprint: string | null;
  @IdColumn() requestedById: string;
  @WordColumn() requestedBy: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) builtAt: Date | null;
  @InstantColumn({ nullable: true }) expiresAt: Date | null;
}
