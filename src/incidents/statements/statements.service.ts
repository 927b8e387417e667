import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { spokenDay } from '../../scoring/index.js';
import { Vendors } from '../../vendors/index.js';
import { Incident } from '../cases/incident.entity.js';
import { vendorExposureDue } from '../events.js';
import type { StatementStatus } from '../exposure/facts.js';
import { Timeline } from '../timeline/timeline.service.js';
import { Statement, type Justification, type StatementSource } from './statement.entity.js';

export interface NewStatement {
  incidentId: string;
  vendorId: string;
  status: StatementStatus;
  justification?: Justification | undefined;
  /** `YYYY-MM-DD`, today at the latest. */
  datedOn: string;
  words?: string | undefined;
  source: StatementSource;
  /** The answer or document it comes from; the same is taken once. Left out for an analyst. */
  sourceId?: string | undefined;
}

const inWords: Readonly<Record<StatementStatus, string>> = {
  not_affected: 'it is not affected',
  affected: 'it is affected',
  fixed: 'it was affected and is fixed',
  under_investigation: 'it is looking into it',
};

/** What vendors say about incidents, each word with its day. */
@Injectable()
export class Statements {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly vendors: Vendors,
    private readonly timeline: Timeline,
  ) {}

  /** Inside the transaction that is open or in its own; what was taken from the same source already is given back. */
  async add(actor: Actor, facts: NewStatement): Promise<{ id: string }> {
    const { incidentId, vendorId, status, datedOn, source } = facts;
    if (datedOn > this.clock.today()) throw new Invalid({ datedOn: 'is in the future' });
    if (facts.justification && status !== 'not_affected') {
      throw new Invalid({ justification: 'is only for what is not affected' });
    }
    return this.database.transaction(async () => {
      const incident = await this.database.repository(Incident).findOneBy({ id: incidentId });
      if (!incident) throw new NotFound('incident');
      const { name } = await this.vendors.byId(vendorId);
      const id = newId();
      const sourceId = facts.sourceId ?? id;
      const known = { incidentId, vendorId, source, sourceId };
      await this.database.hold('incident', incidentId);
      const before = await this.database.repository(Statement).findOneBy(known);
      if (before) return { id: before.id };
      const words = facts.words || null;
      const justification = facts.justification ?? null;
      const written = { ...known, status, justification, datedOn, words };
      await this.database.repository(Statement).insert({
        id,
        ...written,
        recordedByKind: actor.kind,
        recordedBy: actor.name,
        recordedAt: this.clock.now(),
        withdrawnBecause: null,
        withdrawnBy: null,
        withdrawnAt: null,
      });
      this.journal.record(actor, 'statement.added', { kind: 'statement', id }, null, written);
      const told = `${name} said, as of ${spokenDay(datedOn)}, that ${inWords[status]}.`;
      await this.timeline.note(actor, { incidentId, kind: 'statement', words: told });
      await this.jobs.enqueue(vendorExposureDue, { vendorId, cause: `${name} made a statement.` });
      return { id };
    });
  }

  /** It was recorded wrongly: it stays and does not count any more. */
  async withdraw(actor: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const statement = await this.byId(id);
      const { incidentId, vendorId, status, datedOn } = statement;
      const { name } = await this.vendors.byId(vendorId);
      const withdrawn = await this.database
        .repository(Statement)
        .createQueryBuilder()
        .update()
        .set({
          withdrawnBecause: reason,
          withdrawnBy: actor.name,
          withdrawnAt: this.clock.now(),
        })
        .where('id = :id AND withdrawn_at IS NULL', { id })
        .execute();
      if (withdrawn.affected !== 1) throw new Conflict('This statement is withdrawn already.');
      const subject = { kind: 'statement', id };
      this.journal.record(actor, 'statement.withdrawn', subject, null, { reason });
      const told = `The statement of ${name} of ${spokenDay(datedOn)} that ${inWords[status]} was withdrawn: ${reason}`;
      await this.timeline.note(actor, { incidentId, kind: 'statement', words: told });
      const cause = `A statement of ${name} was withdrawn.`;
      await this.jobs.enqueue(vendorExposureDue, { vendorId, cause });
    });
  }

  async byId(id: string): Promise<Statement> {
    const statement = await this.database.repository(Statement).findOneBy({ id });
    if (!statement) throw new NotFound('statement');
    return statement;
  }
}
