import { Entity } from 'typeorm';
import { InstantColumn, NumberKey, TextColumn, WordColumn } from '../../platform/database/index.js';

export const checkpointReasons = ['day', 'report', 'dossier', 'key', 'request'] as const;
/** Why a checkpoint was signed: another day, before a report or a dossier, a new key, or somebody asked. */
export type CheckpointReason = (typeof checkpointReasons)[number];

/** A signed statement of what the journal held. Never changed or removed. */
@Entity('journal_checkpoint')
export class JournalCheckpoint {
  /** The number of entries it covers. */
  @NumberKey() size: number;
  /** The Merkle root over them, in hexadecimal. */
  @WordColumn() root: string;
  /** As C2SP signed notes are written: to be kept elsewhere. */
  @TextColumn() note: string;
  @WordColumn() fingerprint: string;
  @WordColumn() reason: CheckpointReason;
  @InstantColumn() signedAt: Date;
}

/** A public key something was signed with, from its first signature on. */
@Entity('signing_key')
export class KnownKey {
  @NumberKey() number: number;
  @WordColumn() fingerprint: string;
  @TextColumn() publicKey: string;
  @InstantColumn() addedAt: Date;
}
