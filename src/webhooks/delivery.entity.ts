import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  NumberKey,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

/** One piece of news, with the very text that every webhook gets and its signature covers. */
@Entity('webhook_message')
export class Message {
  @IdKey() id: string;
  @WordColumn() kind: string;
  @TextColumn() payload: string;
  @InstantColumn() createdAt: Date;
}

export const deliveryStates = ['waiting', 'sending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A message on its way to one webhook. */
@Entity('webhook_delivery')
export class Delivery {
  @IdKey() id: string;
  @IdColumn() messageId: string;
  @IdColumn() webhookId: string;
  @WordColumn() state: DeliveryState;
  /** All attempts ever begun. */
  @WholeColumn() attempts: number;
  /** Attempts begun since it was put on the schedule; a replay begins anew. */
  @WholeColumn() rung: number;
  @InstantColumn({ nullable: true }) dueAt: Date | null;
  @InstantColumn({ nullable: true }) leasedUntil: Date | null;
  @TextColumn({ nullable: true }) problem: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}

/** One try. Without `milliseconds` its end was never noted: it goes on, or Assay was stopped during it. */
@Entity('webhook_attempt')
export class Attempt {
  @IdKey() deliveryId: string;
  @NumberKey() number: number;
  @InstantColumn() beganAt: Date;
  @WholeColumn({ nullable: true }) milliseconds: number | null;
  @WholeColumn({ nullable: true }) status: number | null;
  @TextColumn({ nullable: true }) problem: string | null;
}
