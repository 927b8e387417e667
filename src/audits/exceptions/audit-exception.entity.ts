import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

export const exceptionSeverities = ['low', 'moderate', 'high', 'very_high'] as const;
export type ExceptionSeverity = (typeof exceptionSeverities)[number];

/** Something the auditor found not to be as it should. */
@Entity('audit_exception')
export class AuditException {
  @IdKey() id: string;
  @IdColumn() auditId: string;
  @WholeColumn() position: number;
  @TextColumn() text: string;
  @WordColumn() severity: ExceptionSeverity;
  /** What the vendor says about it. */
  @TextColumn({ nullable: true }) response: string | null;
  @InstantColumn() createdAt: Date;
  @WholeColumn() version: number;
}
