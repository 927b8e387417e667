import { Entity } from 'typeorm';
import { InstantColumn, NumberKey, WordColumn } from '../platform/database/index.js';

/** The one organisation that keeps this register: a single row, there from the first migration on. */
@Entity('organisation')
export class Organisation {
  @NumberKey() id: number;
  /** Empty until it is set up. */
  @WordColumn() name: string;
  @WordColumn({ nullable: true }) setUpHash: string | null;
  @InstantColumn({ nullable: true }) setUpAt: Date | null;
}

export const theOrganisation = { id: 1 } as const;
