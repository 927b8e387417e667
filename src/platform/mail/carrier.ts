import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { GivenUp, Handles, type Attempt } from '../jobs/index.js';
import { LetterSeal } from './letter-seal.js';
import { Letter } from './letter.entity.js';
import { letterWaiting } from './letters.service.js';
import { MailServer, Refused } from './mail-server.js';

/**
 * Brings waiting letters to the mail server. A crash between its yes and our note of it sends a letter twice, with the same
 * Message-ID: mail is at least once.
 */
@Injectable()
export class Carrier {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly seal: LetterSeal,
    private readonly server: MailServer,
  ) {}

  @Handles(letterWaiting)
  async carry({ id }: { id: string }, { last }: Attempt): Promise<void> {
    const letter = await this.database.repository(Letter).findOneBy({ id, state: 'waiting' });
    if (!letter?.sealedBody) return;
    if (!this.config.smtpUrl) return this.note(id, { state: 'kept' });
    try {
      await this.server.send(letter, this.seal.open(id, letter.sealedBody));
    } catch (error) {
      const problem =
        error instanceof Error ? error.message.slice(0, 500) : 'It could not be sent.';
      // Given up, it is sent again from the Outbox: nothing seems to be on its way that is not.
      if (error instanceof Refused || last) return this.note(id, { state: 'failed', problem });
      await this.note(id, { problem });
      throw error;
    }
    const sentAt = this.clock.now();
    await this.note(id, { state: 'sent', sentAt, sealedBody: null, problem: null });
  }

  /** It ended the process each time. It may have gone; whoever finds it in the Outbox sends it again or not. */
  @GivenUp(letterWaiting)
  async giveUp({ id }: { id: string }): Promise<void> {
    await this.note(id, {
      state: 'failed',
      problem: 'It was begun again and again, and never came to an end.',
    });
  }

  private async note(id: string, changes: Partial<Letter>): Promise<void> {
    await this.database.transaction(() =>
      this.database.repository(Letter).update({ id, state: 'waiting' }, changes),
    );
  }
}
