import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** Who makes or runs tools; it may be a vendor of ours as well. */
@Entity('supplier')
export class Supplier {
  @IdKey() id: string;
  @WordColumn() name: string;
  @WordColumn() nameKey: string;
  @TextColumn({ nullable: true }) webAddress: string | null;
  @IdColumn({ nullable: true }) vendorId: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}
