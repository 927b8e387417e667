import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { inZip, NotADossier, theProgram, zipAt } from '../dossiers/index.js';
import type { Terminal } from './terminal.js';

/** A dossier as a zip, or unpacked in a folder. It needs no data of ours. 0 as it was signed, 1 not, 2 no dossier. */
export async function verifyTheDossier(terminal: Terminal, path: string): Promise<number> {
  const { verifyDossier, folderFiles, tellOf } = await theProgram();
  try {
    const isFolder = statSync(path).isDirectory();
    const verdict = isFolder
      ? await verifyDossier(folderFiles(resolve(path)))
      : await inZip(zipAt(path), verifyDossier);
    const whole = verdict.problems.length === 0;
    for (const line of tellOf(verdict)) (whole ? terminal.say : terminal.complain)(line);
    return whole ? 0 : 1;
  } catch (error) {
    const why =
      error instanceof NotADossier ? error.message : 'It is not there, or cannot be read.';
    terminal.complain(`${path} could not be checked. ${why}`);
    return 2;
  }
}
