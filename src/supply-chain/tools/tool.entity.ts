import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';
import type { ToolKind } from '../words.js';

@Entity('tool')
export class Tool {
  @IdKey() id: string;
  /** By which uses are told to be of this tool: its package URL, else its name and web host. */
  @WordColumn() identity: string;
  @WordColumn() name: string;
  /** The name as lists sort by it. */
  @WordColumn() nameKey: string;
  /** The bare name, by which tools are suggested to be the same. */
  @WordColumn() matchKey: string;
  @WordColumn() kind: ToolKind;
  /** Canonical, without version, qualifiers and subpath. */
  @WordColumn({ nullable: true }) purl: string | null;
  @TextColumn({ nullable: true }) webAddress: string | null;
  @IdColumn({ nullable: true }) supplierId: string | null;
  @IdColumn({ nullable: true }) mergedIntoId: string | null;
  /** The tool it stands for after all merges; itself where it was not merged. */
  @IdColumn() rootId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}

/** A word by which a tool is found. */
@Entity('tool_word')
export class ToolWord {
  @IdKey() toolId: string;
  @IdKey() word: string;
}

export const aliasKinds = ['name', 'purl'] as const;
export type AliasKind = (typeof aliasKinds)[number];

/** Another name or package URL under which the same tool comes in. */
@Entity('tool_alias')
export class ToolAlias {
  @IdKey() id: string;
  @IdColumn() toolId: string;
  @WordColumn() kind: AliasKind;
  /** As it is compared. */
  @WordColumn() value: string;
  /** As it was written. */
  @WordColumn() name: string;
  @InstantColumn() createdAt: Date;
}
