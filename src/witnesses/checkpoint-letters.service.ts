import { Injectable } from '@nestjs/common';
import { Organisations } from '../identity/index.js';
import type { CheckpointLine } from '../journal/index.js';
import { Database } from '../platform/database/index.js';
import { Letters, LetterTemplates, type Address } from '../platform/mail/index.js';

/** What a witness does with a note: stands in letters and messages alike. */
export const howToUse =
  'Keep this where nobody who runs the sender’s Assay can change it. Whoever doubts their journal later saves it as a file and has them run: npm run assay -- journal verify --against FILE';

/** A checkpoint as a letter: the signed note itself, and what it is for. */
@Injectable()
export class CheckpointLetters {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
  ) {}

  /** Inside a transaction. */
  async write(witnessId: string, checkpoint: CheckpointLine): Promise<{ id: string }> {
    const [to] = await this.database.sql<(Address & { addedById: string })[]>`
      SELECT name, email, added_by_id AS "addedById" FROM witness WHERE id = ${witnessId}`;
    if (!to) throw new Error('A letter is written to a witness that is not there.');
    const [asker] = await this.database.sql<Address[]>`
      SELECT name, email FROM app_user WHERE id = ${to.addedById} AND disabled_at IS NULL`;
    const organisation = (await this.organisations.name()) || asker?.name || 'Assay';
    const { size, note, signedAt, fingerprint } = checkpoint;
    const view = {
      ...{ organisation, name: to.name, asker, size, signedAt, fingerprint },
      note: note.trimEnd(),
    };
    return this.letters.write({
      ...this.templates.compose('checkpoint', view),
      to: { name: to.name, email: to.email },
      about: { kind: 'witness', id: witnessId },
      from: organisation,
      ...(asker ? { replyTo: asker } : {}),
    });
  }
}
