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
import type { OsvRange } from '../../supply-chain/index.js';
import type { AdvisoryKind, AdvisoryReference } from './reading/index.js';

/** How a record came here. */
export const advisorySources = ['pasted', 'file', 'folder', 'address', 'by_hand'] as const;
export type AdvisorySource = (typeof advisorySources)[number];

/** One public record of a compromise or vulnerability, or one we wrote ourselves. None is ever removed. */
@Entity('advisory')
export class Advisory {
  @IdKey() id: string;
  /** The event it tells of now. */
  @IdColumn() eventId: string;
  /** The event that was made with it: it falls back to that when it is taken out of another. */
  @IdColumn() homeEventId: string;
  @WordColumn() osvId: string;
  @WordColumn() kind: AdvisoryKind;
  @TextColumn() kindBecause: string;
  /** Who said so, where a person did. */
  @WordColumn({ nullable: true }) kindBy: string | null;
  @TextColumn() summary: string;
  @TextColumn() details: string;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
  @InstantColumn() modifiedAt: Date;
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null;
  /** The days on which the affected versions could be had, as a person found out. */
  @DayColumn({ nullable: true }) windowFrom: string | null;
  @DayColumn({ nullable: true }) windowTo: string | null;
  @FlagColumn() isBroad: boolean;
  @JsonColumn() links: AdvisoryReference[];
  @TextColumn({ nullable: true }) disputed: string | null;
  @TextColumn({ nullable: true }) notes: string | null;
  @WordColumn() source: AdvisorySource;
  @WordColumn({ nullable: true }) sourceName: string | null;
  @WordColumn() rawHash: string;
  @WordColumn() recordedBy: string;
  @InstantColumn() recordedAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

@Entity('advisory_alias')
export class AdvisoryAlias {
  @IdKey() advisoryId: string;
  @IdKey() value: string;
  /** Whether a person added it; the others are of the record. */
  @FlagColumn() byPerson: boolean;
}

@Entity('advisory_package')
export class AdvisoryPackage {
  @IdKey() id: string;
  @IdColumn() advisoryId: string;
  @WholeColumn() position: number;
  @WordColumn({ nullable: true }) purl: string | null;
  @WordColumn() ecosystem: string;
  @WordColumn() name: string;
  @JsonColumn() versions: string[];
  @JsonColumn() ranges: OsvRange[];
  @FlagColumn() isBroad: boolean;
}

/** In force, replaced by a later one, or another text of the same moment that was not taken over. */
export type TextStanding = 'current' | 'replaced' | 'conflicting';

/** A text of a record as it was given. */
@Entity('advisory_text')
export class AdvisoryText {
  @IdKey() id: string;
  @IdColumn() advisoryId: string;
  @TextColumn() raw: string;
  @WordColumn() rawHash: string;
  @InstantColumn() modifiedAt: Date;
  @WordColumn() standing: TextStanding;
  @WordColumn() source: AdvisorySource;
  @WordColumn({ nullable: true }) sourceName: string | null;
  @WordColumn() recordedBy: string;
  @InstantColumn() recordedAt: Date;
}
