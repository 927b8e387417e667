import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Auditors } from '../../audits/index.js';
import { Likenesses, type Likeness } from '../../evidence/index.js';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
} from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import { overriddenOf, type ScoredQuestion } from '../../scoring/index.js';
import { withOverridden } from '../../vendors/index.js';
import { Assessment } from '../assessment.entity.js';
import { StoredScore } from '../scores/score.entity.js';
import { ScoreInputs } from '../scores/score-inputs.service.js';
import { auditsBy, leaningOn } from './leaning.js';
import type {
  LeaningAnswer,
  LeaningLine,
  LeaningQuery,
  MentionLine,
  RelianceView,
} from './reliance.dto.js';

const usualSize = 25;
const mostDrafted = 100;
const mostReports = 200;

export interface Drafted {
  id: string;
  vendor: string;
  engagement: string;
  dueOn: string;
}

type Row = Omit<LeaningLine, 'toBe' | 'answers' | 'overridden'> & { overridden: string | null };
type Rests = Pick<LeaningAnswer, 'key' | 'auditId'> & { assessmentId: string };

/** What leans on an auditor or a compliance platform: audits, judgements that rest on them, scores. */
@Injectable()
export class Reliance {
  constructor(
    private readonly database: Database,
    private readonly auditors: Auditors,
    private readonly inputs: ScoreInputs,
    private readonly likenesses: Likenesses,
  ) {}

  async of(auditorId: string): Promise<RelianceView> {
    await this.auditors.byId(auditorId);
    return (await this.ofAll([auditorId])).get(auditorId) ?? nothing;
  }

  /** Of several at once; those on which nothing leans are left out. */
  async ofAll(auditorIds: readonly string[]): Promise<Map<string, RelianceView>> {
    const found = new Map<string, RelianceView>();
    if (auditorIds.length === 0) return found;
    const by = auditsBy(auditorIds);
    const audits = this.database.sql<{ who: string; audits: number; vendors: number }[]>`
      SELECT l.who, count(*) AS audits, count(DISTINCT l.vendor_id) AS vendors
      FROM ${by} l GROUP BY l.who`;
    const answers = this.database.sql<{ who: string; answers: number; scores: number }[]>`
      SELECT l.who, count(*) AS answers, count(DISTINCT r.assessment_id) AS scores
      FROM ${by} l JOIN review r ON r.audit_id = l.id
      JOIN assessment a ON a.id = r.assessment_id AND a.state <> 'superseded' GROUP BY l.who`;
    const named = this.database.sql<{ who: string; named: number }[]>`
      SELECT f.id AS who, count(*) AS named FROM auditor f
      JOIN named_auditor n ON n.sort_name = f.sort_name
      JOIN assessment a ON a.id = n.assessment_id AND a.state <> 'superseded'
      WHERE f.id IN (${listed(auditorIds)}) GROUP BY f.id`;
    for (const { who, ...counts } of [...(await audits), ...(await answers), ...(await named)]) {
      found.set(who, { ...nothing, ...found.get(who), ...counts });
    }
    return found;
  }

  /** Reports behind its audits whose text is nearly that of another vendor's report. */
  async alike(auditorId: string): Promise<Likeness[]> {
    await this.auditors.byId(auditorId);
    const reports = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT k.evidence_id AS id FROM ${auditsBy([auditorId])} l
      JOIN evidence_link k ON k.subject_kind = 'audit' AND k.subject_id = l.id
      ORDER BY k.evidence_id LIMIT ${mostReports}`;
    const found = [];
    for (const { id } of reports) found.push(...(await this.likenesses.of(id)));
    return found;
  }

  /** The scores that lean on it, by vendor, each with its answers and what it would be were the auditor in doubt. */
  async page(auditorId: string, { cursor, size }: LeaningQuery): Promise<Page<LeaningLine>> {
    await this.auditors.byId(auditorId);
    const page = await readPage<Row & { sort_value?: string }>(this.database, {
      columns: sql`a.id, a.vendor_id AS "vendorId", v.name AS vendor, e.name AS engagement, a.state,
        s.id AS "scoreId", s.band, s.residual, s.overridden, s.scored_at AS "scoredAt"`,
      from: sql`assessment a JOIN vendor v ON v.id = a.vendor_id JOIN engagement e ON e.id = a.engagement_id
        JOIN score s ON s.assessment_id = a.id
          AND s.number = (SELECT max(n.number) FROM score n WHERE n.assessment_id = a.id)`,
      conditions: [leaningOn(auditorId)],
      sort: { column: sql`v.sort_name`, id: sql`a.id` },
      size: size ?? usualSize,
      cursor: readCursor(cursor),
    });
    return { ...page, items: await this.supposing(auditorId, page.items) };
  }

  /** Answers in which vendors name it themselves, by vendor. */
  async mentions(auditorId: string, { cursor, size }: LeaningQuery): Promise<Page<MentionLine>> {
    const { sortName } = await this.auditors.byId(auditorId);
    const page = await readPage<MentionLine & { sort_value?: string }>(this.database, {
      columns: sql`a.id, a.vendor_id AS "vendorId", v.name AS vendor, a.state,
        n.question_key AS "questionKey", n.name`,
      from: sql`named_auditor n JOIN assessment a ON a.id = n.assessment_id JOIN vendor v ON v.id = a.vendor_id`,
      conditions: [
        sql`n.sort_name = ${sortName}`,
        sql`a.state <> 'superseded'`,
        // One line an assessment, though it may name it under several questions.
        sql`n.question_key = (SELECT min(o.question_key) FROM named_auditor o
          WHERE o.assessment_id = n.assessment_id AND o.sort_name = n.sort_name)`,
      ],
      sort: { column: sql`v.sort_name`, id: sql`a.id` },
      size: size ?? usualSize,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(({ sort_value: _, ...line }) => line) };
  }

  /** Reassessments that were drafted because of it and wait to be sent. */
  async drafted(auditorId: string): Promise<Drafted[]> {
    return this.database.sql<Drafted[]>`
      SELECT a.id, v.name AS vendor, e.name AS engagement, a.due_on AS "dueOn"
      FROM assessment a JOIN vendor v ON v.id = a.vendor_id JOIN engagement e ON e.id = a.engagement_id
      WHERE a.state = 'draft' AND a.cause_kind = 'auditor' AND a.cause_id = ${auditorId}
      ORDER BY v.sort_name, a.id LIMIT ${mostDrafted}`;
  }

  private async supposing(
    doubted: string,
    rows: readonly (Row & { sort_value?: string })[],
  ): Promise<LeaningLine[]> {
    if (rows.length === 0) return [];
    const id = In(rows.map((row) => row.id));
    const assessments = await this.database.repository(Assessment).findBy({ id });
    const scoreIds = In(rows.map(({ scoreId }) => scoreId));
    const scores = await this.database.repository(StoredScore).findBy({ id: scoreIds });
    const rests = await this.rests(
      doubted,
      rows.map((row) => row.id),
    );
    const lines: LeaningLine[] = [];
    for (const { sort_value: _, ...row } of rows) {
      const assessment = assessments.find((one) => one.id === row.id);
      const last = scores.find((one) => one.id === row.scoreId);
      if (!assessment || !last) continue;
      const { input, result, differs } = await this.inputs.toBe(assessment, last, { doubted });
      const own = rests.filter(({ assessmentId }) => assessmentId === row.id);
      const { band, residual } = result;
      const beside = present({ overridden: overriddenOf(result) });
      const answers = answersOf(own, input.questions);
      lines.push({
        ...withOverridden(row),
        toBe: { band, ...beside, residual, differs },
        answers,
      });
    }
    return lines;
  }

  private async rests(auditorId: string, assessmentIds: readonly string[]): Promise<Rests[]> {
    return this.database.sql<Rests[]>`
      SELECT r.assessment_id AS "assessmentId", r.question_key AS key, r.audit_id AS "auditId"
      FROM ${auditsBy([auditorId])} l JOIN review r ON r.audit_id = l.id
      WHERE r.assessment_id IN (${listed(assessmentIds)}) ORDER BY r.question_key, r.assessment_id, r.audit_id`;
  }
}

const nothing: RelianceView = { audits: 0, vendors: 0, answers: 0, scores: 0, named: 0 };

/** A question that is asked no more is left out: nothing of the score leans there. */
function answersOf(rests: readonly Rests[], questions: readonly ScoredQuestion[]): LeaningAnswer[] {
  return rests.flatMap(({ key, auditId }) => {
    const question = questions.find((one) => one.key === key);
    if (!question) return [];
    const { text, restsOn, evidenceLowered } = question;
    return [{ key, text, auditId, ...present({ restsOn, evidenceLowered }) }];
  });
}
