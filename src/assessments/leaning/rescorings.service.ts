import { Injectable } from '@nestjs/common';
import { Auditors, type Auditor } from '../../audits/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { Scorer } from '../scores/scorer.service.js';
import { mayTake } from '../states.js';
import { Transitions } from '../transitions.service.js';
import { rescoringAsked, rescoringDue } from './events.js';
import { leaningOn } from './leaning.js';
import { Rescoring, RescoringItem } from './rescoring.entity.js';

const batch = 100;

/** Scores everything that leans on an auditor again, one assessment a job. */
@Injectable()
export class Rescorings {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly auditors: Auditors,
    private readonly transitions: Transitions,
    private readonly scorer: Scorer,
  ) {}

  async ask(actor: Actor, auditorId: string, why?: string): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      const auditor = await this.auditors.byId(auditorId);
      const cause = why || causeOf(auditor);
      const [{ found } = { found: 0 }] = await this.database.sql<{ found: number }[]>`
        SELECT count(*) AS found FROM assessment a WHERE ${leaningOn(auditorId)}`;
      if (found === 0) throw new Conflict(`No score leans on ${auditor.name}.`);
      await this.database.repository(Rescoring).insert({
        id,
        auditorId,
        cause,
        assessments: 0,
        askedByKind: actor.kind,
        askedById: actor.id,
        askedBy: actor.name,
        askedAt: this.clock.now(),
      });
      const items = await this.database.sql<object[]>`
        INSERT INTO rescoring_item (rescoring_id, assessment_id, queued)
        SELECT ${id}, a.id, 0 FROM assessment a WHERE ${leaningOn(auditorId)} RETURNING assessment_id`;
      const assessments = items.length;
      await this.database.repository(Rescoring).update({ id }, { assessments });
      const after = { rescoringId: id, assessments, cause };
      const subject = { kind: 'auditor', id: auditorId };
      this.journal.record(actor, 'auditor.rescoring_asked', subject, null, after);
      await this.jobs.enqueue(rescoringAsked, { rescoringId: id });
    });
    return { id };
  }

  /** Puts its assessments in line, some at a time, so that nobody else waits long for their turn. */
  @Handles(rescoringAsked)
  async putInLine({ rescoringId }: { rescoringId: string }): Promise<void> {
    while ((await this.putNext(rescoringId)) === batch);
  }

  /** Where an assessment may not be scored any more, it is done as it stands. */
  @Handles(rescoringDue)
  async scoreNext({
    rescoringId,
    assessmentId,
  }: {
    rescoringId: string;
    assessmentId: string;
  }): Promise<void> {
    await this.database.transaction(async () => {
      const { state } = await this.transitions.lock(assessmentId);
      const items = this.database.repository(RescoringItem);
      const item = await items.findOneByOrFail({ rescoringId, assessmentId });
      if (item.doneAt) return;
      const { cause, ...by } = await this.database
        .repository(Rescoring)
        .findOneByOrFail({ id: rescoringId });
      const actor = { kind: by.askedByKind, id: by.askedById, name: by.askedBy };
      const rescored = mayTake('rescore', state)
        ? await this.scorer.rescore(actor, assessmentId, cause)
        : undefined;
      const scoreId = rescored?.stored ? rescored.id : null;
      await items.update({ rescoringId, assessmentId }, { doneAt: this.clock.now(), scoreId });
    });
  }

  private async putNext(rescoringId: string): Promise<number> {
    return this.database.transaction(async () => {
      await this.database.hold('rescoring', rescoringId);
      const items = this.database.repository(RescoringItem);
      const next = await items.find({
        where: { rescoringId, queued: false },
        order: { assessmentId: 'ASC' },
        take: batch,
      });
      for (const { assessmentId } of next) {
        await this.jobs.enqueue(rescoringDue, { rescoringId, assessmentId });
        await items.update({ rescoringId, assessmentId }, { queued: true });
      }
      return next.length;
    });
  }
}

const causeOf = ({ name, doubtedAt }: Auditor): string =>
  doubtedAt ? `${name} is in doubt.` : `${name} is in good standing.`;
