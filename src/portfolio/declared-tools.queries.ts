import { Injectable } from '@nestjs/common';
import type { FrozenAnswer } from '../assessments/index.js';
import { Database, listed, type Sql } from '../platform/database/index.js';
import { Questionnaires, questionsOf, type ToolRow } from '../questionnaires/index.js';
import type { Declaration } from './parts/tools-part.js';

interface Latest {
  id: string;
  vendorId: string;
  versionId: string;
}

/** How many submissions are read and parsed at once: they are large, and little of them is kept. */
const batch = 100;

/** Which tools vendors declared, read from answers: there is no register of tools yet. */
@Injectable()
export class DeclaredTools {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** From the latest submission about each engagement that asked for tools. */
  async of(scope: Sql): Promise<Declaration[]> {
    const keys = await this.toolQuestions(scope);
    if (keys.size === 0) return [];
    const latest = await this.database.sql<Latest[]>`
      SELECT l.id, l."vendorId", l."versionId" FROM (
        SELECT n.id, a.vendor_id AS "vendorId", a.questionnaire_version_id AS "versionId",
          row_number() OVER (
            PARTITION BY a.engagement_id ORDER BY n.submitted_at DESC, n.number DESC) AS place
        FROM submission n
        JOIN assessment a ON a.id = n.assessment_id
        JOIN vendor v ON v.id = a.vendor_id
        WHERE a.state <> 'revoked' AND a.questionnaire_version_id IN (${listed([...keys.keys()])})
          AND ${scope}) l
      WHERE l.place = 1`;
    const declared: Declaration[] = [];
    for (let from = 0; from < latest.length; from += batch) {
      declared.push(...(await this.read(latest.slice(from, from + batch), keys)));
    }
    return declared;
  }

  private async read(
    latest: readonly Latest[],
    keys: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<Declaration[]> {
    const places = new Map(latest.map((one) => [one.id, one]));
    const rows = await this.database.sql<{ id: string; answers: string }[]>`
      SELECT id, answers FROM submission WHERE id IN (${listed([...places.keys()])})`;
    return rows.flatMap(({ id, answers }) => {
      const place = places.get(id);
      const asked = place && keys.get(place.versionId);
      if (!place || !asked) return [];
      const tools = (JSON.parse(answers) as FrozenAnswer[])
        .filter(({ questionKey, value }) => asked.has(questionKey) && Array.isArray(value))
        .flatMap(({ value }) => value as unknown as ToolRow[]);
      return [{ vendorId: place.vendorId, tools }];
    });
  }

  /** The keys of the questions that ask for tools, by version. */
  private async toolQuestions(scope: Sql): Promise<Map<string, ReadonlySet<string>>> {
    const versions = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT a.questionnaire_version_id AS id
      FROM assessment a JOIN vendor v ON v.id = a.vendor_id
      WHERE a.submitted_at IS NOT NULL AND ${scope}`;
    const found = new Map<string, ReadonlySet<string>>();
    for (const { id } of versions) {
      const { definition } = await this.questionnaires.published(id);
      const keys = questionsOf(definition).filter(({ kind }) => kind === 'tools');
      if (keys.length > 0) found.set(id, new Set(keys.map(({ key }) => key)));
    }
    return found;
  }
}
