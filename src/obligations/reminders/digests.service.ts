import { Injectable } from '@nestjs/common';
import { Organisations } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { system } from '../../platform/actor.js';
import { addDays, Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { newId, newSecret, sha256 } from '../../platform/ids.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import { Webhooks } from '../../webhooks/index.js';
import { digestLetter } from './digest-letter.js';
import type { DueLine } from './due-line.js';
import { DueLines, type Recipient } from './due-lines.queries.js';
import { reminderDue } from './news.js';
import type { ReminderFigures } from './reminder-policy.js';
import { supersede, writeReminders, type NewReminder } from './written-reminders.js';

export interface Reader extends Recipient {
  name: string;
  email: string;
  digestsByMail: boolean;
}

/** How long it is kept that somebody's day was looked at, and the address in its letter works. */
const keptDays = 400;

/** The daily digest of one person: what is new on their ladder, in the list and in one letter. */
@Injectable()
export class Digests {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly journal: Journal,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
    private readonly organisations: Organisations,
    private readonly webhooks: Webhooks,
    private readonly due: DueLines,
  ) {}

  /** Makes the digest of a day unless somebody made it before; gives how many reminders it holds. */
  async make(reader: Reader, day: string, figures: ReminderFigures): Promise<number> {
    return this.database.transaction(async () => {
      const id = await this.claim(reader.id, day);
      if (id === undefined) return 0;
      const lines = await this.due.of(reader, day, figures);
      const listed = await this.list(reader, lines);
      if (listed.length === 0) return 0;
      const letterId = reader.digestsByMail ? await this.write(reader, id, listed) : null;
      const subject = { kind: 'user', id: reader.id };
      const after = { day, reminders: listed.length, letterId };
      this.journal.record(system, 'digest.made', subject, null, after);
      return listed.length;
    });
  }

  /** The unique key lets one process in, however many look at the same moment. */
  private async claim(personId: string, day: string): Promise<string | undefined> {
    const now = this.clock.now().toISOString();
    const [claimed] = await this.database.sql<{ id: string }[]>`
      INSERT INTO digest (id, person_id, day, created_at) VALUES (${newId()}, ${personId}, ${day}, ${now})
      ON CONFLICT (person_id, day) DO NOTHING RETURNING id`;
    if (claimed) {
      await this.database.sql`
        DELETE FROM digest WHERE person_id = ${personId} AND day < ${addDays(day, -keptDays)}`;
    }
    return claimed?.id;
  }

  private async list(reader: Reader, lines: readonly DueLine[]): Promise<DueLine[]> {
    // The list shows the newest first: so what is due first comes last here.
    const wanted = lines.toReversed().map((line) => reminderOf(line, reader.id, 'list'));
    const written = await writeReminders(this.database, this.clock.now(), wanted);
    await supersede(this.database, this.clock.now(), written);
    const known = new Map(written.map((one) => [one.obligationId, one.id]));
    for (const [obligationId, reminderId] of known) {
      await this.webhooks.announce(reminderDue, { reminderId, obligationId });
    }
    return lines.filter((line) => known.has(line.id));
  }

  private async write(reader: Reader, id: string, lines: readonly DueLine[]): Promise<string> {
    const wanted = lines.map((line) => reminderOf(line, reader.id, 'mail'));
    await writeReminders(this.database, this.clock.now(), wanted);
    const { origin } = this.config;
    const secret = newSecret();
    const offLink = `${origin}/digests-off/${secret}`;
    const organisation = await this.organisations.name();
    const view = digestLetter(lines, { organisation, name: reader.name, origin, offLink });
    const letter = await this.letters.write({
      ...this.templates.compose('digest', view),
      to: { name: reader.name, email: reader.email },
      about: { kind: 'digest', id },
      from: organisation || 'Assay',
      list: { id: 'reminders', off: offLink },
    });
    await this.database.sql`
      UPDATE digest SET letter_id = ${letter.id}, off_hash = ${sha256(secret)} WHERE id = ${id}`;
    return letter.id;
  }
}

const reminderOf = (
  { id, dueOn, rung, cause }: DueLine,
  recipientId: string,
  channel: 'mail' | 'list',
): NewReminder => ({
  ...{ obligationId: id, dueOn, rung, cause, channel },
  recipientKind: 'user',
  recipientId,
});
