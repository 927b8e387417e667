import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Database, keysetPage, readCursor, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type {
  QuestionnaireQuery,
  QuestionnaireView,
  VersionLine,
  VersionView,
} from './questionnaire.dto.js';
import { Questionnaire, QuestionnaireVersion } from './questionnaire.entity.js';

const newest = `p.questionnaire_id = q.id AND p.number = (
  SELECT max(n.number) FROM questionnaire_version n
  WHERE n.questionnaire_id = q.id AND n.published_at IS NOT NULL)`;
const drafts = `(SELECT count(*) FROM questionnaire_version d
  WHERE d.questionnaire_id = q.id AND d.published_at IS NULL)`;

const columns = {
  id: 'q.id',
  key: 'q.key',
  title: 'q.title',
  publishedId: 'p.id',
  number: 'p.number',
  questions: 'p.questions',
  publishedAt: 'p.published_at',
  drafts,
};

const versionColumns = {
  id: 'v.id',
  questionnaireId: 'v.questionnaire_id',
  number: 'v.number',
  questions: 'v.questions',
  sha256: 'v.sha256',
  createdAt: 'v.created_at',
  publishedAt: 'v.published_at',
  version: 'v.version',
};

@Injectable()
export class QuestionnaireQueries {
  constructor(private readonly database: Database) {}

  async page({ size = 50, cursor }: QuestionnaireQuery): Promise<Page<QuestionnaireView>> {
    const keyset = { column: 'q.title', id: 'q.id', size, cursor: readCursor(cursor) };
    const query = this.select().addSelect('q.title', 'sort_value');
    const page = await keysetPage<QuestionnaireView & { sort_value: string }>(query, keyset);
    return { ...page, items: page.items.map(({ sort_value: _, ...row }) => present(row)) };
  }

  async view(id: string): Promise<QuestionnaireView> {
    const row = await this.select().where('q.id = :id', { id }).getRawOne<QuestionnaireView>();
    if (!row) throw new NotFound('questionnaire');
    return present(row);
  }

  /** Every version, newest first. */
  async versions(questionnaireId: string): Promise<VersionLine[]> {
    await this.view(questionnaireId);
    const rows = await this.selectVersions(versionColumns)
      .where('v.questionnaire_id = :questionnaireId', { questionnaireId })
      .orderBy('v.number', 'DESC')
      .getRawMany<VersionLine>();
    return rows.map((row) => present(row));
  }

  async version(id: string): Promise<VersionView> {
    const row = await this.selectVersions({ ...versionColumns, definition: 'v.definition' })
      .where('v.id = :id', { id })
      .getRawOne<Omit<VersionView, 'definition'> & { definition: string }>();
    if (!row) throw new NotFound('version of a questionnaire');
    const { definition, ...line } = row;
    return { ...present(line), definition: JSON.parse(definition) as VersionView['definition'] };
  }

  private select(): SelectQueryBuilder<ObjectLiteral> {
    const query = this.database.repository(Questionnaire).createQueryBuilder('q');
    query.leftJoin(QuestionnaireVersion, 'p', newest).select([]);
    for (const [alias, column] of Object.entries(columns)) query.addSelect(column, alias);
    return query;
  }

  private selectVersions(selected: Record<string, string>): SelectQueryBuilder<ObjectLiteral> {
    const query = this.database.repository(QuestionnaireVersion).createQueryBuilder('v').select([]);
    for (const [alias, column] of Object.entries(selected)) query.addSelect(column, alias);
    return query;
  }
}
