import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, keysetPage, listed, readCursor, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import { Assessment, type AssessmentState } from './assessment.entity.js';
import type { AssessmentLine, AssessmentView } from './assessment-view.dto.js';
import type { AssessmentQuery } from './assessment.dto.js';
import { AssessmentParts } from './assessment-parts.queries.js';
import { isOverdue } from './due.js';
import { ProgressQueries } from './progress.queries.js';
import { steps } from './states.js';

const lineColumns = {
  id: 'a.id',
  state: 'a.state',
  dueOn: 'a.due_on',
  vendorId: 'a.vendor_id',
  vendor: 'v.name',
  engagementId: 'a.engagement_id',
  engagement: 'e.name',
  tier: 'e.tier',
  questionnaireVersionId: 'a.questionnaire_version_id',
  questionnaire: 'q.title',
  ownerId: 'a.owner_id',
  owner: 'u.name',
  causeSentence: 'a.cause_sentence',
  sentAt: 'a.sent_at',
  submittedAt: 'a.submitted_at',
};

const viewColumns = {
  ...lineColumns,
  questionnaireNumber: 'qv.number',
  contactId: 'a.contact_id',
  followsId: 'a.follows_id',
  contact: 'c.name',
  message: 'a.message',
  createdAt: 'a.created_at',
  decidedAt: 'a.decided_at',
  revokedAt: 'a.revoked_at',
  revokedReason: 'a.revoked_reason',
  version: 'a.version',
};

type Raw = Omit<AssessmentLine, 'overdue' | 'progress'>;

const over: readonly AssessmentState[] = ['decided', 'superseded', 'revoked'];
const owed = [...steps.answer.from] as AssessmentState[];

/** What waits for somebody here. */
export interface Waiting {
  toReview: number;
  toDecide: number;
  overdue: number;
}

@Injectable()
export class AssessmentQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly progress: ProgressQueries,
    private readonly parts: AssessmentParts,
  ) {}

  /** A page of the list, the next due first. */
  async page(filter: AssessmentQuery): Promise<Page<AssessmentLine>> {
    const query = this.select(lineColumns).addSelect('a.due_on', 'sort_value');
    const { state, vendorId, ownerId, overdue, byRule } = filter;
    if (state) query.andWhere('a.state = :state', { state });
    if (vendorId) query.andWhere('a.vendor_id = :vendorId', { vendorId });
    if (ownerId) query.andWhere('a.owner_id = :ownerId', { ownerId });
    if (byRule) query.andWhere('a.cause IS NOT NULL');
    if (overdue) {
      const today = this.clock.today();
      query.andWhere('a.state IN (:...owed) AND a.due_on < :today', { owed, today });
    }
    const page = await keysetPage<Raw & { sort_value: string }>(query, {
      column: 'a.due_on',
      id: 'a.id',
      size: filter.size ?? 50,
      cursor: readCursor(filter.cursor),
    });
    const progress = await this.progress.of(page.items);
    const items = page.items.map(({ sort_value: _, ...row }) => {
      const known = progress.get(row.id);
      return { ...this.line(row), ...(known ? { progress: known } : {}) };
    });
    return { ...page, items };
  }

  async view(id: string): Promise<AssessmentView> {
    const row = await this.select(viewColumns)
      .where('a.id = :id', { id })
      .getRawOne<Omit<AssessmentView, 'overdue' | 'progress' | keyof AssessmentParts>>();
    if (!row) throw new NotFound('assessment');
    const progress = (await this.progress.of([row])).get(id);
    const invitations = await this.parts.invitations(id);
    const submission = await this.parts.submission(id);
    const score = await this.parts.score(id);
    const decision = await this.parts.decision(id);
    return {
      ...this.line(row),
      ...present({ progress: progress ?? null, submission, score, decision }),
      invitations,
    };
  }

  /** The newest assessment of an engagement that is not over; a draft only where none was sent. */
  async running(engagementId: string): Promise<string | undefined> {
    const [newest] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM assessment WHERE engagement_id = ${engagementId} AND state NOT IN (${listed(over)})
      ORDER BY CASE WHEN state = 'draft' THEN 1 ELSE 0 END, created_at DESC, id DESC LIMIT 1`;
    return newest?.id;
  }

  async waiting(): Promise<Waiting> {
    const rows = await this.database.sql<{ state: AssessmentState; late: number; found: number }[]>`
      SELECT state, CASE WHEN due_on < ${this.clock.today()} THEN 1 ELSE 0 END AS late, count(*) AS found
      FROM assessment WHERE state IN ('sent', 'in_progress', 'changes_requested', 'submitted', 'in_review')
      GROUP BY state, late`;
    const sum = (wanted: (row: { state: AssessmentState; late: number }) => boolean): number =>
      rows.filter(wanted).reduce((total, { found }) => total + Number(found), 0);
    return {
      toReview: sum(({ state }) => state === 'submitted'),
      toDecide: sum(({ state }) => state === 'in_review'),
      overdue: sum(({ state, late }) => late === 1 && owed.includes(state)),
    };
  }

  private line<R extends Raw>(row: R) {
    return { ...present(row), overdue: isOverdue(row, this.clock.today()) } as unknown as R & {
      overdue: boolean;
    };
  }

  private select(columns: Record<string, string>) {
    const query = this.database
      .repository(Assessment)
      .createQueryBuilder('a')
      .innerJoin('vendor', 'v', 'v.id = a.vendor_id')
      .innerJoin('engagement', 'e', 'e.id = a.engagement_id')
      .innerJoin('contact', 'c', 'c.id = a.contact_id')
      .innerJoin('questionnaire_version', 'qv', 'qv.id = a.questionnaire_version_id')
      .innerJoin('questionnaire', 'q', 'q.id = qv.questionnaire_id')
      .innerJoin('app_user', 'u', 'u.id = a.owner_id')
      .select([]);
    for (const [alias, column] of Object.entries(columns)) query.addSelect(column, alias);
    return query;
  }
}
