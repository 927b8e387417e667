import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { Conflict, NotFound } from '../errors.js';
import { newId } from '../ids.js';
import { job, Jobs } from '../jobs/index.js';
import { purgedEmail, purgedName } from '../purged.js';
import { LetterSeal } from './letter-seal.js';
import { Letter } from './letter.entity.js';

export const letterWaiting = job<{ id: string }>('letter.waiting');

export interface Address {
  name: string;
  email: string;
}

/** A kind of letter that comes again and again, and that its reader may stop. */
export interface MailingList {
  /** A word for the header List-Id, such as `reminders`: one a kind. */
  id: string;
  /** Where the reader stops them: a page for people, one POST for their mail program (RFC 8058). */
  off: string;
}

export interface NewLetter {
  to: Address;
  subject: string;
  text: string;
  html: string;
  /** What the letter is about, such as an assessment. */
  about: { kind: string; id: string };
  /** Whose name stands before our address: the organisation's. */
  from?: string;
  /** Who gets the answer when somebody replies. */
  replyTo?: Address;
  list?: MailingList;
}

/** Letters are written in the transaction that causes them and leave after it. */
@Injectable()
export class Letters {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly seal: LetterSeal,
  ) {}

  /** Inside a transaction. Where no SMTP is configured, the letter is kept for the Outbox. */
  async write({ to, subject, about, ...body }: NewLetter): Promise<{ id: string }> {
    const id = newId();
    const leaves = this.config.smtpUrl !== undefined && !isReserved(to.email);
    await this.database.repository(Letter).insert({
      id,
      toName: oneLine(to.name),
      toEmail: to.email,
      subject: oneLine(subject),
      sealedBody: this.seal.close(id, body),
      state: leaves ? 'waiting' : 'kept',
      aboutKind: about.kind,
      aboutId: about.id,
      messageId: `<${id}@${new URL(this.config.origin).hostname}>`,
      problem: null,
      createdAt: this.clock.now(),
      sentAt: null,
      purgedAt: null,
    });
    if (leaves) await this.jobs.enqueue(letterWaiting, { id });
    return { id };
  }

  /** Inside a transaction. Sends a letter that failed, or one that was kept before there was SMTP. */
  async sendAgain(id: string): Promise<void> {
    const letters = this.database.repository(Letter);
    const letter = await letters.findOneBy({ id });
    if (!letter) throw new NotFound('letter');
    if (!this.config.smtpUrl) {
      throw new Conflict('No mail server is configured: letters are kept here.');
    }
    if (isReserved(letter.toEmail)) {
      throw new Conflict('This address belongs to nobody: letters to it are kept here.');
    }
    const revived = await letters
      .createQueryBuilder()
      .update()
      .set({ state: 'waiting', problem: null })
      .where("id = :id AND state IN ('failed', 'kept')", { id })
      .execute();
    if (revived.affected !== 1) {
      throw new Conflict('This letter was sent, or is on its way already.');
    }
    await this.jobs.enqueue(letterWaiting, { id });
  }

  /** Inside a transaction. Lets go to whom a letter went and what it said: that one went, when and about what stays. */
  async forget(ids: readonly string[]): Promise<void> {
    const purged = { toName: purgedName, subject: purgedName, sealedBody: null, problem: null };
    for (const id of ids) {
      const changes = { ...purged, toEmail: purgedEmail(id), purgedAt: this.clock.now() };
      await this.database.repository(Letter).update({ id }, changes);
    }
  }
}

/** Addresses that belong to nobody (RFC 2606), such as those of the sample portfolio, are never written to. */
const isReserved = (email: string): boolean => /[@.](example|invalid|test|localhost)$/i.test(email);

/** Names and subjects hold what others wrote: they must not begin another header. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
