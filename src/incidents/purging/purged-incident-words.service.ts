import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { purgedName, purgedText, registerPurged } from '../../platform/purged.js';
import type { OutreachAnswerFacts } from '../outreach/answer.dto.js';
import { OutreachAnswer } from '../outreach/outreach.entity.js';

/** Lets go what vendors wrote about incidents. Who is affected follows from what stays: choices, versions and days. */
@Injectable()
export class PurgedIncidentWords {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. A person who asks is taken out of an answer; what it says of the vendor stays then. */
  async answers(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const at = this.clock.now().toISOString();
    const repository = this.database.repository(OutreachAnswer);
    const extent = reason === 'request' ? 'names' : 'all';
    for (const id of ids) {
      const { answers, openVex, answeredBy } = await repository.findOneByOrFail({ id });
      const said = { answers, openVex, answeredBy };
      await registerPurged(this.database, { id, extent, said }, { rule, reason, at });
      const left = extent === 'names' ? withoutNames(answers) : withoutText(answers);
      await repository.update(
        { id },
        {
          ...{ answers: left, answeredBy: purgedName },
          ...(extent === 'names' ? {} : { openVex: purgedText(openVex) }),
        },
      );
    }
  }

  /** Inside a transaction. */
  async statements(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const at = this.clock.now().toISOString();
    const rows = await this.database.sql<{ id: string; words: string; because: string | null }[]>`
      SELECT s.id, s.words, s.withdrawn_because AS because FROM statement s WHERE s.id IN (${listed(ids)})`;
    for (const { id, words, because } of rows) {
      const said = { words, because };
      await registerPurged(this.database, { id, extent: 'all', said }, { rule, reason, at });
      await this.database.sql`
        UPDATE statement SET words = ${purgedName}, withdrawn_because = ${purgedText(because)},
          recorded_by = CASE WHEN recorded_by_kind = 'respondent' THEN ${purgedName} ELSE recorded_by END
        WHERE id = ${id}`;
    }
  }
}

function withoutNames(answers: OutreachAnswerFacts): OutreachAnswerFacts {
  const { contactName, contactEmail, ...rest } = answers;
  return {
    ...rest,
    ...(contactName ? { contactName: purgedName } : {}),
    ...(contactEmail ? { contactEmail: 'purged@purged.invalid' } : {}),
  };
}

function withoutText(answers: OutreachAnswerFacts): OutreachAnswerFacts {
  const { reached, actions, ...rest } = withoutNames(answers);
  return {
    ...rest,
    ...(reached ? { reached: purgedName } : {}),
    ...(actions ? { actions: purgedName } : {}),
  };
}
