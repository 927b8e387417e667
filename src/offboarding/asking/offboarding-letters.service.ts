import { Injectable } from '@nestjs/common';
import { Organisations, User } from '../../identity/index.js';
import { dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Letters, LetterTemplates } from '../../platform/mail/index.js';
import type { OffboardingRequest } from './offboarding-request.entity.js';

interface About {
  vendor: string;
  dueOn: string;
  /** What was confirmed before does not do. */
  isAgain: boolean;
}

/** The letters that ask a vendor what became of our data. */
@Injectable()
export class OffboardingLetters {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly letters: Letters,
    private readonly templates: LetterTemplates,
  ) {}

  async write(
    { id, name, email, message, expiresAt, askerId }: OffboardingRequest,
    { vendor, dueOn, isAgain }: About,
    link: string,
  ): Promise<void> {
    const asker = await this.database.repository(User).findOneByOrFail({ id: askerId });
    const organisation = (await this.organisations.name()) || asker.name;
    const view = {
      ...{ organisation, vendor, name, message, link, dueOn, isAgain },
      asker: { name: asker.name, email: asker.email },
      expiresOn: dayOf(expiresAt),
    };
    await this.letters.write({
      ...this.templates.compose('offboarding', view),
      to: { name, email },
      about: { kind: 'offboarding_request', id },
      from: organisation,
      replyTo: { name: asker.name, email: asker.email },
    });
  }
}
