import { Injectable } from '@nestjs/common';
import { Organisations, User } from '../../identity/index.js';
import { dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import type { FindingLine } from '../finding.dto.js';
import type { RemediationRequest } from './request.entity.js';

interface About {
  vendor: string;
  findings: readonly Pick<FindingLine, 'reference' | 'title' | 'dueOn'>[];
}

/** A letter that lists more is not read; all of them stand on the page. */
const mostListed = 10;

/** The letters that ask for plans. */
@Injectable()
export class RemediationLetters {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
  ) {}

  async write(
    { id, name, email, message, expiresAt, askerId }: RemediationRequest,
    { vendor, findings }: About,
    link: string,
  ): Promise<void> {
    const asker = await this.database.repository(User).findOneByOrFail({ id: askerId });
    const organisation = (await this.organisations.name()) || asker.name;
    const view = {
      ...{ organisation, vendor, name, message, link },
      asker: { name: asker.name, email: asker.email },
      count: findings.length,
      findings: findings
        .slice(0, mostListed)
        .map(({ reference, title, dueOn }) => ({ reference, title, dueOn })),
      more: Math.max(0, findings.length - mostListed),
      expiresOn: dayOf(expiresAt),
    };
    await this.letters.write({
      ...this.templates.compose('remediation', view),
      to: { name, email },
      about: { kind: 'remediation_request', id },
      from: organisation,
      replyTo: { name: asker.name, email: asker.email },
    });
  }
}
