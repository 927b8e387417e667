import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import { sha256 } from '../../platform/ids.js';
import { ChangeReply } from '../changes/round.entity.js';
import { Rounds } from '../changes/rounds.queries.js';
import { readNote } from './draft.js';
import { NotAskedAgain } from './not-asked-again.js';
import { Openness } from './openness.service.js';
import type { Scope } from './scope.js';
import { ReplyStale } from './reply-stale.js';
import { Sheets } from './sheets.queries.js';

export const longestReply = 2_000;

/** Short hash of a reply, for a form to say which one it was made from. */
export const replyFingerprint = (text = ''): string => sha256(text).slice(0, 16);

export interface RawReply {
  text: unknown;
  /** Fingerprint of this respondent's reply as it was read; absent: overwrite whatever is there. */
  seen?: string;
}

/** What respondents reply to our remarks, with a new answer or without. Theirs until they submit. */
@Injectable()
export class Replies {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sheets: Sheets,
    private readonly rounds: Rounds,
    private readonly openness: Openness,
  ) {}

  /** Saves the reply of this link to one question of the open round; an empty one takes it back. */
  async save(scope: Scope, questionKey: string, { text: raw, seen }: RawReply): Promise<string> {
    const text = readNote(raw, longestReply);
    if (typeof text === 'object' && text !== null) throw new Invalid({ reply: text.message });
    await this.sheets.question(scope, questionKey);
    return this.database.transaction(async () => {
      await this.openness.hold(scope);
      const { assessmentId, invitationId, actor } = scope;
      const round = await this.rounds.open(assessmentId);
      if (!round)
        throw new Conflict(
          'Nothing was remarked on your answers, so there is nothing to reply to.',
        );
      if (!round.chosen.has(questionKey)) throw new NotAskedAgain();
      const replies = this.database.repository(ChangeReply);
      const key = { roundId: round.id, questionKey, invitationId };
      const before = await replies.findOneBy(key);
      if (before?.text === (text ?? undefined)) return text ?? '';
      if (seen !== undefined && seen !== replyFingerprint(before?.text)) throw new ReplyStale();
      const repliedAt = this.clock.now();
      if (text === null) await replies.delete(key);
      else if (before) await replies.update(key, { text, repliedAt, version: before.version + 1 });
      else {
        const row = { ...key, assessmentId, text, repliedBy: actor.name, repliedAt, version: 1 };
        await replies.insert(row);
      }
      return text ?? '';
    });
  }
}
