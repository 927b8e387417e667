import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../../platform/database/index.js';
import type { AdvisorySource } from '../advisory.entity.js';
import type { LeftOut } from '../reading/index.js';

/** `unchanged`: the address said that nothing there has changed since it was fetched last. */
export const importStates = ['running', 'done', 'unchanged', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** A record that was taken over, or was here already. */
export interface TakenRecord {
  id: string;
  osvId: string;
  where: string;
  outcome: 'added' | 'changed' | 'same';
}

/** One time that records were given, and what became of them. */
@Entity('advisory_import')
export class AdvisoryImport {
  @IdKey() id: string;
  @WordColumn() source: AdvisorySource;
  @WordColumn({ nullable: true }) sourceName: string | null;
  @WordColumn() state: ImportState;
  @WholeColumn() added: number;
  @WholeColumn() changed: number;
  @WholeColumn() same: number;
  /** The first of what was taken, with its place and what became of it. */
  @JsonColumn() taken: TakenRecord[];
  /** The first of what was left out, with place and reason. */
  @JsonColumn() leftOut: LeftOut[];
  @WholeColumn() leftOutCount: number;
  /** Why it failed, in a sentence. */
  @TextColumn({ nullable: true }) problem: string | null;
  /** What the address said of the state of what it gave: it is asked again with that. */
  @WordColumn({ nullable: true }) etag: string | null;
  @WordColumn({ nullable: true }) lastModified: string | null;
  @WordColumn() begunBy: string;
  @InstantColumn() begunAt: Date;
  /** When whoever reads it last said that they do; empty where that was before it was written down. */
  @InstantColumn({ nullable: true }) aliveAt: Date | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}

/** A file of the watched folder that was read, by its SHA-256: under whatever name, it is not read again. */
@Entity('advisory_file')
export class AdvisoryFile {
  @IdKey() hash: string;
  @WordColumn() name: string;
  @WholeColumn() bytes: number;
  @IdColumn({ nullable: true }) importId: string | null;
  @InstantColumn() readAt: Date;
}
