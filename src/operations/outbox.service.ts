import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { LetterQueries, Letters } from '../platform/mail/index.js';
import { present } from '../platform/present.js';
import type { LetterView } from './letter.dto.js';

@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly letters: Letters,
    private readonly queries: LetterQueries,
  ) {}

  /** Whoever reads a letter sees its live link: that is noted, before it is shown. */
  async read(actor: Actor, id: string): Promise<LetterView> {
    return this.database.transaction(async () => {
      const letter = await this.queries.read(id);
      if (letter.text !== null) {
        this.journal.record(actor, 'letter.read', { kind: 'letter', id }, null, {
          about: letter.about,
        });
      }
      return present(letter);
    });
  }

  async sendAgain(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { state } = await this.queries.head(id);
      await this.letters.sendAgain(id);
      const subject = { kind: 'letter', id };
      this.journal.record(actor, 'letter.resent', subject, { state }, { state: 'waiting' });
    });
  }
}
