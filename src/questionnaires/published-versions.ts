import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import type { QuestionnaireDefinition } from './question.js';

/** A published version, whole. The same object serves everyone: it is frozen. */
export interface PublishedVersion {
  readonly id: string;
  readonly questionnaireId: string;
  readonly key: string;
  readonly title: string;
  readonly number: number;
  readonly definition: QuestionnaireDefinition;
  readonly sha256: string;
}

type Row = Omit<PublishedVersion, 'questionnaireId' | 'key' | 'title' | 'definition'> & {
  questionnaire_id: string;
  definition: string;
};

const MOST_KEPT = 100;

/** Published versions never change, so they are read and parsed once and kept in memory. */
@Injectable()
export class PublishedVersions {
  private readonly kept = new Map<string, PublishedVersion>();

  constructor(private readonly database: Database) {}

  async byId(versionId: string): Promise<PublishedVersion> {
    const kept = this.kept.get(versionId);
    if (kept) return kept;
    const [row] = await this.database.sql<Row[]>`
      SELECT id, questionnaire_id, number, definition, sha256 FROM questionnaire_version
      WHERE id = ${versionId} AND published_at IS NOT NULL`;
    if (!row) throw new NotFound('published questionnaire');
    const version = wholeOf(row);
    // What an open transaction sees may never come to be.
    if (this.database.inTransaction) this.database.afterCommit(() => this.keep(version));
    else this.keep(version);
    return version;
  }

  async latest(key: string): Promise<PublishedVersion> {
    const [row] = await this.database.sql<{ id: string }[]>`
      SELECT v.id FROM questionnaire_version v JOIN questionnaire q ON q.id = v.questionnaire_id
      WHERE q.key = ${key} AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1`;
    if (!row) throw new NotFound('published questionnaire');
    return this.byId(row.id);
  }

  private keep(version: PublishedVersion): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(version.id, version);
  }
}

function wholeOf({ id, questionnaire_id, number, definition, sha256 }: Row): PublishedVersion {
  const parsed = frozen(JSON.parse(definition) as QuestionnaireDefinition);
  const { key, title } = parsed;
  const questionnaireId = questionnaire_id;
  return Object.freeze({ id, questionnaireId, key, title, number, definition: parsed, sha256 });
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) frozen(part as object);
  }
  return Object.freeze(value);
}
