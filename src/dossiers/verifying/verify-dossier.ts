import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../platform/project-root.js';

/** The files of a dossier, by their paths below its folder. */
export interface Files {
  list(): Promise<string[]>;
  open(path: string): Promise<AsyncIterable<Uint8Array>>;
}

export interface Verdict {
  /** Sentences; none where everything is as it was signed. */
  problems: string[];
  /** Of the key that signed it. */
  fingerprint?: string;
  files: number;
  bytes: number;
  /** Entries of the journal that were recomputed. */
  entries: number;
  checkpoint?: { origin: string; size: number; root: string };
  withheld: { path: string; sha256: string; why: string }[];
  info: [label: string, text: string][];
}

interface Program {
  verifyDossier: (files: Files) => Promise<Verdict>;
  folderFiles: (folder: string) => Files;
  tellOf: (verdict: Verdict) => string[];
}

/**
 * The very program that lies in every dossier, so that there is one truth about what is right. What cannot be read at all ends
 * in an Error.
 */
export async function theProgram(): Promise<Program> {
  const path = join(projectRoot, 'templates/dossiers/verify.mjs');
  return (await import(pathToFileURL(path).href)) as Program;
}
