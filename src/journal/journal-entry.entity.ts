import { Entity } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  NumberKey,
  TextColumn,
  WordColumn,
} from '../platform/database/index.js';

/** One link of the chain. Never changed; what it says of before and after is a JournalDetail, known here by its hash. */
@Entity('journal_entry')
export class JournalEntry {
  @NumberKey() seq: number;
  @InstantColumn() at: Date;
  @WordColumn() actorKind: string;
  @IdColumn() actorId: string;
  @WordColumn() action: string;
  @WordColumn() subjectKind: string;
  @IdColumn() subjectId: string;
  @WordColumn() detailHash: string;
  @WordColumn() previousHash: string;
  @WordColumn() hash: string;
}

/** Apart from its entry, so that personal data can be purged later without breaking the chain. */
@Entity('journal_detail')
export class JournalDetail {
  @NumberKey() seq: number;
  @WordColumn() salt: string;
  @TextColumn() content: string;
}
