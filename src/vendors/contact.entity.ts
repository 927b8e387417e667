import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';

@Entity('contact')
export class Contact {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() name: string;
  @WordColumn() email: string;
  @WordColumn({ nullable: true }) position: string | null;
  @InstantColumn() createdAt: Date;
  /** From then on name and address are markers: nobody can be reached by them. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
  @WholeColumn() version: number;
}
