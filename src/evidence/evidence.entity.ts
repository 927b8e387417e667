import { Entity } from 'typeorm';
import type { Actor } from '../platform/actor.js';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
  sql,
} from '../platform/database/index.js';
import { namesBlobs } from '../platform/storage/index.js';
import type { EvidenceKind } from './kinds.js';

namesBlobs(sql`SELECT blob AS name FROM evidence_file WHERE purged_at IS NULL`);
namesBlobs(sql`SELECT preview_blob AS name FROM evidence_file
  WHERE preview_blob IS NOT NULL AND purged_at IS NULL`);

/** What a vendor or an analyst shows with a file: the file may be revised, the evidence stays. */
@Entity('evidence')
export class Evidence {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() kind: EvidenceKind;
  /** What it shows. */
  @WordColumn() title: string;
  @TextColumn({ nullable: true }) scope: string | null;
  @DayColumn({ nullable: true }) periodFrom: string | null;
  @DayColumn({ nullable: true }) periodTo: string | null;
  @DayColumn({ nullable: true }) issuedOn: string | null;
  @DayColumn({ nullable: true }) expiresOn: string | null;
  /** How many there are; the last one is the one in force. */
  @WholeColumn() revisions: number;
  @WordColumn() givenByKind: Actor['kind'];
  @IdColumn() givenById: string;
  @WordColumn() givenBy: string;
  @InstantColumn() givenAt: Date;
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null;
  @WordColumn({ nullable: true }) withdrawnBy: string | null;
  @TextColumn({ nullable: true }) withdrawnReason: string | null;
  @WholeColumn() version: number;
}

/** A file given for a piece of evidence. Earlier ones stay. */
@Entity('evidence_revision')
export class EvidenceRevision {
  @IdKey() id: string;
  @IdColumn() evidenceId: string;
  @WholeColumn() number: number;
  @IdColumn() fileId: string;
  /** As its giver called the file. */
  @WordColumn() name: string;
  @WordColumn() givenByKind: Actor['kind'];
  @IdColumn() givenById: string;
  @WordColumn() givenBy: string;
  @InstantColumn() givenAt: Date;
  /** From then on nobody gets the file; name, size and SHA-256 stay. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
  @TextColumn({ nullable: true }) purgedRule: string | null;
  /** When it was sure that the content is gone. */
  @InstantColumn({ nullable: true }) destroyedAt: Date | null;
}

/** A stored file: once per vendor, however often it was given. */
@Entity('evidence_file')
export class EvidenceFile {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @WordColumn() sha256: string;
  @WholeColumn() bytes: number;
  @WordColumn() mediaType: string;
  @WordColumn() extension: string;
  @WordColumn() blob: string;
  /** Its first page as a picture made here, where there is one. */
  @WordColumn({ nullable: true }) previewBlob: string | null;
  @WholeColumn({ nullable: true }) previewBytes: number | null;
  @InstantColumn({ nullable: true }) previewedAt: Date | null;
  @InstantColumn() storedAt: Date;
  /** Set once every revision that names it is purged; it is stored anew when the same file is given again. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
}

/** Where evidence is used: something of a higher floor, by kind and id, and a part of it. */
@Entity('evidence_link')
export class EvidenceLink {
  @IdKey() id: string;
  @IdColumn() evidenceId: string;
  @WordColumn() subjectKind: string;
  @IdColumn() subjectId: string;
  /** Such as the key of a question; empty for the whole. */
  @WordColumn() part: string;
  @WordColumn() linkedByKind: Actor['kind'];
  @IdColumn() linkedById: string;
  @WordColumn() linkedBy: string;
  @InstantColumn() linkedAt: Date;
}
