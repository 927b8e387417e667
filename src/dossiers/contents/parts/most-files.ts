import { Conflict } from '../../../platform/errors.js';
import type { DossierScope } from '../../dossier.entity.js';

/** What verifies a dossier takes 100,000 files at most, those beside the contents included. */
export const mostFiles = 99_900;

/** @throws Conflict where a dossier would hold more files than are verified */
export function refuseTooMany(scope: DossierScope, files: number): void {
  if (files <= mostFiles) return;
  const inPeriod = scope === 'vendor' || scope === 'portfolio';
  const [would, holds] = [files, mostFiles].map((count) => count.toLocaleString('en-GB'));
  throw new Conflict(
    `It would hold ${would} files, and a dossier holds ${holds} at most. Choose ${inPeriod ? 'a shorter period, or ' : ''}a profile without files of evidence.`,
  );
}
