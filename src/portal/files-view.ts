import type { SheetFile } from '../assessments/index.js';
import { spokenSize } from '../evidence/index.js';

/** Attached files as the pages list them; `at` is the page where they can be taken back. */
export const filesOf = (attached: readonly SheetFile[], at: string): object[] =>
  attached.map(({ evidenceId, title, name, sha256, bytes, givenBy, givenAt }) => ({
    ...{ title, name, givenBy, givenAt },
    size: spokenSize(bytes),
    fingerprint: sha256.slice(0, 12),
    removal: `${at}/${evidenceId}/removal`,
  }));

interface Named {
  name: string;
  sha256: string;
  bytes: number;
}

/** The files of an answer where it is only read. */
export const filesNamed = (files: readonly Named[] = []): object[] =>
  files.map(({ name, sha256, bytes }) => ({
    name,
    size: spokenSize(bytes),
    fingerprint: sha256.slice(0, 12),
  }));
