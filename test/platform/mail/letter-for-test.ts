import { Letters, type NewLetter } from '../../../src/platform/mail/index.js';
import { newId } from '../../../src/platform/ids.js';
import type { TestAssay } from '../../support/app.js';

export const secretLink = 'http://127.0.0.1:3000/a/k3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3yk3y';

export const letterTo = (changes: Partial<NewLetter> = {}): NewLetter => ({
  to: { name: 'Rui Almeida', email: 'rui@corridor.internal' },
  subject: 'Meridian Bank has questions for Corridor Gateway',
  text: `Hello Rui Almeida,\n\nOpen the questions here:\n\n${secretLink}\n\nThank you <very> much.\n`,
  html: `<p>Hello Rui Almeida,</p><p><a href="${secretLink}">Open the questions</a></p>`,
  about: { kind: 'assessment', id: newId() },
  from: 'Meridian Bank',
  replyTo: { name: 'Ada Moreau', email: 'ada@meridian.example' },
  ...changes,
});

/** Writes a letter the way a domain does, inside a transaction; the jobs are left to `settle`. */
export async function writeLetter(
  assay: TestAssay,
  changes: Partial<NewLetter> = {},
): Promise<string> {
  const letters = assay.app.get(Letters, { strict: false });
  const { id } = await assay.database.transaction(() => letters.write(letterTo(changes)));
  return id;
}
