import { Entity } from 'typeorm';
import {
  IdKey,
  InstantColumn,
  JsonColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { Figures } from './policy.js';

/** What was changed of a declared policy; without a row it is as usual. */
@Entity('policy')
export class ChangedPolicy {
  @IdKey() code: string;
  @JsonColumn() figures: Figures;
  @WordColumn() changedBy: string;
  @InstantColumn() changedAt: Date;
  @WholeColumn() version: number;
}
