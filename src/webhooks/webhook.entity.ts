import { Entity } from 'typeorm';
import {
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

/** Why a webhook is off: somebody chose so, it failed for days, or its address said that it is gone for good. */
export const offReasons = ['chosen', 'failing', 'gone'] as const;
export type OffReason = (typeof offReasons)[number];

/** A system that is told of news: where, and of which kinds. */
@Entity('webhook')
export class Webhook {
  @IdKey() id: string;
  @WordColumn() name: string;
  @WordColumn() url: string;
  @JsonColumn() kinds: string[];
  /** Nothing once it is removed. */
  @TextColumn({ nullable: true }) sealedSecret: string | null;
  /** The secret before the last change; signs beside the new one until `previousUntil`. */
  @TextColumn({ nullable: true }) sealedPreviousSecret: string | null;
  @InstantColumn({ nullable: true }) previousUntil: Date | null;
  @InstantColumn({ nullable: true }) offSince: Date | null;
  @WordColumn({ nullable: true }) offBecause: OffReason | null;
  /** The first failure since the last success. */
  @InstantColumn({ nullable: true }) failingSince: Date | null;
  @InstantColumn({ nullable: true }) lastSuccessAt: Date | null;
  @InstantColumn() createdAt: Date;
  /** It stays behind what it was told until that is swept away; nobody sees it any more. */
  @InstantColumn({ nullable: true }) removedAt: Date | null;
  @WholeColumn() version: number;
}
