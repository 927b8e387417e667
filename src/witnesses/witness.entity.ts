import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

export const rhythms = ['each', 'daily'] as const;
/** Every checkpoint that is signed, or the newest one once a day. */
export type Rhythm = (typeof rhythms)[number];

export const ways = ['mail', 'webhook'] as const;
export type Way = (typeof ways)[number];

/** Somebody outside who keeps our checkpoints, reached by mail. Webhooks that chose the same news are witnesses too. */
@Entity('witness')
export class Witness {
  @IdKey() id: string;
  @WordColumn() name: string;
  @WordColumn() email: string;
  @WordColumn() rhythm: Rhythm;
  @InstantColumn({ nullable: true }) pausedAt: Date | null;
  /** Who answers when a witness writes back. */
  @IdColumn() addedById: string;
  @InstantColumn() createdAt: Date;
  /** Name and address go at once; what they were told stays. */
  @InstantColumn({ nullable: true }) removedAt: Date | null;
  @WholeColumn() version: number;
}
