import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  NumberKey,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { Counts } from './counts.js';
import type { Basis, Certainty, StandingWord } from './facts.js';

/** That it is still so. */
export const stillSo = 2_147_483_647;

/** A vendor's standing in an incident, from one derivation until another; earlier ones stay. */
@Entity('exposure')
export class Exposure {
  @IdKey() incidentId: string;
  @IdKey() vendorId: string;
  @NumberKey() fromDerivation: number;
  /** The first that says otherwise; `stillSo` until one does. */
  @WholeColumn() untilDerivation: number;
  @WordColumn() standing: StandingWord;
  @WordColumn({ nullable: true }) certainty: Certainty | null;
  @JsonColumn({ nullable: true }) basis: Basis | null;
  /** Since when it has this standing, on whatever basis. */
  @InstantColumn() sinceAt: Date;
}

/** One time that an incident's standings were derived; readers see those of the last that is finished. */
@Entity('exposure_derivation')
export class ExposureDerivation {
  @IdKey() id: string;
  @IdColumn() incidentId: string;
  /** Counts the derivations of an incident; unique with it. */
  @WholeColumn() number: number;
  /** The only vendor it was about; empty for all of them. */
  @IdColumn({ nullable: true }) vendorId: string | null;
  @TextColumn() cause: string;
  @InstantColumn() begunAt: Date;
  /** Until then nobody else takes it over. */
  @InstantColumn({ nullable: true }) leasedUntil: Date | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  /** How many vendors came to stand elsewhere. */
  @WholeColumn() moved: number;
  @JsonColumn({ nullable: true }) counts: Counts | null;
}
