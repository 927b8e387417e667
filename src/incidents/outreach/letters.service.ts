import { Injectable } from '@nestjs/common';
import { Organisations } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import { incidentReference } from '../cases/incident.entity.js';

interface About {
  number: number;
  title: string;
  summary: string | null;
  message: string | null;
  vendor: string;
  lead: string;
  leadEmail: string;
}

interface To {
  requestId: string;
  name: string;
  email: string;
  dueAt: Date;
  expiresAt: Date;
}

/** The letters of an outreach. */
@Injectable()
export class OutreachLetters {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
  ) {}

  /** Asks, with the link. */
  async ask(to: To, link: string): Promise<{ id: string }> {
    return this.write('incident', to, { link });
  }

  /** Reminds, without a link: a reminder makes no new secret. */
  async remind(to: To, isLate: boolean): Promise<{ id: string }> {
    return this.write('incident-reminder', to, { isLate });
  }

  private async write(letter: string, to: To, more: object): Promise<{ id: string }> {
    const about = await this.about(to.requestId);
    const { number, title, summary, message, vendor, lead, leadEmail } = about;
    const organisation = (await this.organisations.name()) || lead;
    const view = {
      ...{ organisation, vendor, title, summary, message, name: to.name },
      reference: incidentReference(number),
      asker: { name: lead, email: leadEmail },
      dueAt: to.dueAt,
      expiresAt: to.expiresAt,
      ...more,
    };
    return this.letters.write({
      ...this.templates.compose(letter, view),
      to: { name: to.name, email: to.email },
      about: { kind: 'outreach_request', id: to.requestId },
      from: organisation,
      replyTo: { name: lead, email: leadEmail },
    });
  }

  private async about(requestId: string): Promise<About> {
    const [row] = await this.database.sql<About[]>`
      SELECT n.number, n.title, n.summary, o.message, v.name AS vendor, u.name AS lead, u.email AS "leadEmail"
      FROM outreach_request r JOIN outreach o ON o.id = r.outreach_id JOIN incident n ON n.id = r.incident_id
      JOIN vendor v ON v.id = r.vendor_id JOIN app_user u ON u.id = n.lead_id WHERE r.id = ${requestId}`;
    if (!row) throw new Error('A letter is written about a request that is not there.');
    return row;
  }
}
