import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
  sql,
} from '../platform/database/index.js';
import { namesBlobs } from '../platform/storage/index.js';

namesBlobs(sql`SELECT blob AS name FROM report WHERE blob IS NOT NULL AND purged_at IS NULL`);

export const reportStates = ['waiting', 'ready', 'failed'] as const;
export type ReportState = (typeof reportStates)[number];

/** A PDF made from a template and the view model stored here: what it says can be made again until it is purged. */
@Entity('report')
export class Report {
  @IdKey() id: string;
  /** Name of the folder below templates/reports/. */
  @WordColumn() template: string;
  @WordColumn() subjectKind: string;
  @IdColumn() subjectId: string;
  @WordColumn() title: string;
  @WordColumn() format: 'A4' | 'Letter';
  @JsonColumn() view: object;
  @WordColumn() state: ReportState;
  /** Why it waits or failed. */
  @TextColumn({ nullable: true }) problem: string | null;
  @WordColumn({ nullable: true }) blob: string | null;
  @WordColumn({ nullable: true }) sha256: string | null;
  @WholeColumn({ nullable: true }) pages: number | null;
  @WholeColumn({ nullable: true }) bytes: number | null;
  @IdColumn() requestedById: string;
  @WordColumn() requestedBy: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) printedAt: Date | null;
  /** From then on nobody gets it, and what it said is gone; title, pages and SHA-256 stay. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
  @TextColumn({ nullable: true }) purgedRule: string | null;
}
