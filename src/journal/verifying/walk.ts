import { chainStart, detailHashOf, hashOf, type Link } from '../chain.js';
import { isSignedByKnown } from '../checkpoints/known-keys.service.js';
import { NotANote, readCheckpointText, readNote } from '../checkpoints/signed-note.js';
import { leafOf } from '../tree/journal-tree.js';
import { TreeEdge } from '../tree/tree-edge.js';

export interface Verdict {
  entries: number;
  /** Hash of the last entry. */
  hash: string;
  /** Merkle root over all entries, in hexadecimal. */
  root: string;
  /** How many checkpoints that are kept here were met on the way. */
  checkpoints: number;
  problems: string[];
}

/** What somebody kept: a number of entries, and the root over them or the hash of the last, or the beginning of one. */
export interface KeptCheckpoint {
  size: number;
  hash: string;
}

/** An entry as it is stored, with its detail where that was not purged. */
export interface Row {
  seq: number;
  at: string;
  actor_kind: string;
  actor_id: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  detail_hash: string;
  previous_hash: string;
  hash: string;
  salt: string | null;
  content: string | null;
}

/** A checkpoint that is kept here, with the key that is said to have signed it. */
export interface Signed {
  size: number;
  root: string;
  note: string;
  public_key: string;
}

/** One pass over the entries, in their order. */
export class Walk {
  readonly problems: string[] = [];
  entries = 0;
  private hash = chainStart;
  private checkpoints = 0;
  private signed = new Map<number, Signed>();
  private readonly tree = new TreeEdge();

  constructor(private readonly kept: KeptCheckpoint | undefined) {}

  expect(signed: readonly Signed[]): void {
    this.signed = new Map(signed.map((one) => [one.size, one]));
  }

  follow(row: Row): void {
    const { problems } = this;
    if (row.seq !== this.entries + 1) problems.push(`Entry ${this.entries + 1} is missing.`);
    if (row.previous_hash !== this.hash) {
      problems.push(`Entry ${row.seq} does not follow the one before it.`);
    }
    if (hashOf(linkOf(row)) !== row.hash) problems.push(`Entry ${row.seq} was changed.`);
    if (row.salt !== null && row.content !== null) {
      const intact = detailHashOf(row.salt, row.content) === row.detail_hash;
      if (!intact) problems.push(`What entry ${row.seq} says of before and after was changed.`);
    }
    this.entries = row.seq;
    this.hash = row.hash;
    this.tree.add(leafOf(row.hash));
    this.compare(row.seq);
  }

  end(head: { size: number; hash: string; last: number } | undefined, beyond?: number): Verdict {
    const { problems, entries, hash, kept, checkpoints } = this;
    if (!head || head.last !== head.size) {
      problems.push(
        `The head speaks of ${head?.size ?? 'no'} entries; the last one written is number ${head?.last ?? 'unknown'}.`,
      );
    } else if (head.size !== entries || head.hash !== hash) {
      problems.push(
        `The head speaks of ${head.size} entries; the chain has ${entries} or ends in another hash.`,
      );
    }
    if (beyond !== undefined) {
      problems.push(`A checkpoint kept here speaks of ${beyond} entries: some were removed.`);
    }
    if (kept && kept.size > entries) {
      problems.push(
        `The kept checkpoint speaks of ${kept.size} entries: some were removed, or an older backup was restored.`,
      );
    }
    return { entries, hash, root: this.tree.root().toString('hex'), checkpoints, problems };
  }

  private compare(seq: number): void {
    const signed = this.signed.get(seq);
    if (signed) {
      this.checkpoints += 1;
      const wrong = faultOf(signed, this.tree.root());
      if (wrong) this.problems.push(`The checkpoint of ${seq} entries ${wrong}.`);
    }
    if (seq !== this.kept?.size) return;
    const met = [this.hash, this.tree.root().toString('hex')];
    if (met.some((hash) => hash.startsWith(this.kept?.hash ?? ''))) return;
    this.problems.push(
      `Entry ${seq} is not the one of the kept checkpoint: the journal was rewritten, or an older backup was restored and used since.`,
    );
  }
}

function faultOf({ size, note, public_key, root }: Signed, found: Buffer): string | undefined {
  try {
    const signed = readNote(note);
    const says = readCheckpointText(signed.text);
    if (!isSignedByKnown(signed, public_key)) return 'is not signed by its key';
    if (says.size !== size || says.root.toString('hex') !== root) return 'was changed';
    return says.root.equals(found) ? undefined : 'is not met: the journal was rewritten';
  } catch (error) {
    if (error instanceof NotANote) return 'was changed';
    throw error;
  }
}

function linkOf(row: Row): Link {
  return {
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detailHash: row.detail_hash,
    previousHash: row.previous_hash,
  };
}
