import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import {
  purgedName,
  registerPurged,
  removedText,
  removedWords,
  type PurgedBy,
} from '../../platform/purged.js';
import type { OutreachAnswerFacts } from '../outreach/answer.dto.js';
import { OutreachAnswer } from '../outreach/outreach.entity.js';
import { Rotation } from '../rotations/rotation.entity.js';

/** Lets go what vendors wrote about incidents. Who is affected follows from what stays: choices, versions and days. */
@Injectable()
export class PurgedIncidentWords {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. A person who asks is taken out of an answer; what it says of the vendor stays then. */
  async answers(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const repository = this.database.repository(OutreachAnswer);
    const extent = reason === 'request' ? 'names' : 'all';
    for (const id of ids) {
      const { answers, openVex, answeredBy, requestId } = await repository.findOneByOrFail({ id });
      const said = { answers, openVex, answeredBy };
      await registerPurged(this.database, { id, extent, said }, by);
      const left = extent === 'names' ? withoutNames(answers) : withoutText(answers, by);
      await repository.update(
        { id },
        {
          ...{ answers: left, answeredBy: purgedName },
          ...(extent === 'names' ? {} : { openVex: removedText(openVex, by) }),
        },
      );
      if (extent === 'names') await this.answerer({ id, requestId, answeredBy }, by);
    }
  }

  /** Who answered stands beside the statement that was made of the answer, and in the timeline, too. */
  private async answerer(
    { id, requestId, answeredBy }: Pick<OutreachAnswer, 'id' | 'requestId' | 'answeredBy'>,
    by: PurgedBy,
  ): Promise<void> {
    await this.database.sql`
      UPDATE statement SET recorded_by = ${purgedName}
      WHERE source = 'outreach' AND source_id = ${id} AND recorded_by_kind = 'respondent'`;
    if (answeredBy === purgedName) return;
    const entries = await this.database.sql<{ id: string; actor: string }[]>`
      SELECT t.id, t.actor FROM incident_entry t
      JOIN outreach_request q ON q.incident_id = t.incident_id
      WHERE q.id = ${requestId} AND t.actor_kind = 'respondent' AND t.actor = ${answeredBy} ORDER BY t.id`;
    for (const { id: entryId, actor } of entries) {
      const said = { id: entryId, actor };
      await registerPurged(this.database, { id: entryId, extent: 'names', said }, by);
      await this.database.sql`
        UPDATE incident_entry SET actor = ${purgedName} WHERE id = ${entryId}`;
    }
  }

  /** Inside a transaction. */
  async statements(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const rows = await this.database.sql<
      { id: string; words: string | null; because: string | null }[]
    >`
      SELECT s.id, s.words, s.withdrawn_because AS because FROM statement s WHERE s.id IN (${listed(ids)})`;
    for (const { id, words, because } of rows) {
      const said = { words, because };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      await this.database.sql`
        UPDATE statement SET words = ${removedText(words, by)}, withdrawn_because = ${removedText(because, by)},
          recorded_by = CASE WHEN recorded_by_kind = 'respondent' THEN ${purgedName} ELSE recorded_by END
        WHERE id = ${id}`;
    }
  }

  /** Inside a transaction: what was written where a credential was renewed, or why it need not be. */
  async rotations(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const rotations = this.database.repository(Rotation);
    for (const id of ids) {
      const { note } = await rotations.findOneByOrFail({ id });
      await registerPurged(this.database, { id, extent: 'all', said: { note } }, by);
      await rotations.update({ id }, { note: removedText(note, by), version: () => 'version + 1' });
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

function withoutText(answers: OutreachAnswerFacts, by: PurgedBy): OutreachAnswerFacts {
  const { reached, actions, ...rest } = withoutNames(answers);
  return {
    ...rest,
    ...(reached ? { reached: removedWords(by) } : {}),
    ...(actions ? { actions: removedWords(by) } : {}),
  };
}
