import { BackupRefused } from './backup-refused.js';
import { factsName } from './manifest.js';

/** What a backup says of itself. */
export interface BackupFacts {
  format: 1;
  madeBy: string;
  /** Instants. */
  begunAt: string;
  endedAt: string;
  /** Name of the file in the backup that holds the database. */
  database: string;
  /** The migration that ran last. */
  migration: string;
  /** Rows of each table. */
  tables: Record<string, number>;
  journal: JournalFacts;
  files: {
    count: number;
    bytes: number;
    /** What the database names and was not there when the backup was made. */
    missing: string[];
  };
  /** Names of the master keys that open what is sealed in it. They tell keys apart; nothing follows from them. */
  masterKeys: string[];
}

export interface JournalFacts {
  entries: number;
  /** Hash of the last entry. */
  head: string;
  /** Merkle root over all entries, in hexadecimal. */
  root: string;
  /** The last signed checkpoint, as a signed note. */
  checkpoint: string | null;
}

export const factsText = (facts: BackupFacts): string => `${JSON.stringify(facts, null, 2)}\n`;

export function readFacts(text: string): BackupFacts {
  let facts: Partial<BackupFacts> | null;
  try {
    facts = JSON.parse(text) as Partial<BackupFacts> | null;
  } catch {
    throw new BackupRefused(`${factsName} is not JSON.`);
  }
  if (facts?.format !== 1) {
    throw new BackupRefused(`${factsName} is of a kind that this version of Assay does not know.`);
  }
  if (!isWhole(facts)) throw new BackupRefused(`${factsName} does not say all that it should.`);
  return facts;
}

function isWhole(facts: Partial<BackupFacts>): facts is BackupFacts {
  const { database, migration, tables, journal, files, masterKeys } = facts;
  return (
    [database, migration, journal?.head, journal?.root].every((one) => typeof one === 'string') &&
    [journal?.entries, files?.count, files?.bytes].every((one) => Number.isSafeInteger(one)) &&
    typeof tables === 'object' &&
    [files?.missing, masterKeys].every((one) => Array.isArray(one))
  );
}
