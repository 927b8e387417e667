import { Entity } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  NumberKey,
  WholeColumn,
  WordColumn,
  sql,
} from '../../platform/database/index.js';
import { namesBlobs } from '../../platform/storage/index.js';

namesBlobs(sql`SELECT blob AS name FROM upload_part`);

/** A file on its way here, part by part. */
@Entity('upload')
export class Upload {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() name: string;
  @WholeColumn() bytes: number;
  /** What its sender says it is; checked when all is here. */
  @WordColumn({ nullable: true }) sha256: string | null;
  /** What it will be attached to. */
  @WordColumn({ nullable: true }) subjectKind: string | null;
  @IdColumn({ nullable: true }) subjectId: string | null;
  @WordColumn({ nullable: true }) part: string | null;
  @WordColumn() startedByKind: Actor['kind'];
  @IdColumn() startedById: string;
  @WordColumn() startedBy: string;
  @InstantColumn() startedAt: Date;
  @InstantColumn() expiresAt: Date;
  /** What came of it. */
  @IdColumn({ nullable: true }) evidenceId: string | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}

@Entity('upload_part')
export class UploadPart {
  @IdKey() uploadId: string;
  @NumberKey() fromByte: number;
  @WholeColumn() bytes: number;
  @WordColumn() sha256: string;
  @WordColumn() blob: string;
}
