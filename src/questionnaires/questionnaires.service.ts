import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import { type Actor, system } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { PublishedVersions, type PublishedVersion } from './published-versions.js';
import type { QuestionnaireDefinition } from './question.js';
import { Questionnaire, QuestionnaireVersion } from './questionnaire.entity.js';
import { columnsOf, soundDefinition } from './sound-definition.js';

/** Questionnaires and their versions: drafts that change, published ones that never do. */
@Injectable()
export class Questionnaires {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly versions: PublishedVersions,
  ) {}

  /** A published version, from memory after the first time. */
  async published(versionId: string): Promise<PublishedVersion> {
    return this.versions.byId(versionId);
  }

  /** The newest published version of the questionnaire with this key. */
  async latestPublished(key: string): Promise<PublishedVersion> {
    return this.versions.latest(key);
  }

  /** A new questionnaire with its first draft. */
  async create(actor: Actor, raw: unknown): Promise<{ id: string; versionId: string }> {
    const definition = soundDefinition(raw);
    return this.database.transaction(async () => {
      const { key } = definition;
      if (await this.database.repository(Questionnaire).existsBy({ key })) {
        throw new Conflict(`There is a questionnaire “${key}” already. Start a new draft of it.`);
      }
      const { id } = await this.add(actor, definition);
      const versionId = await this.addVersion(actor, id, definition, null);
      return { id, versionId };
    });
  }

  /** A draft to work on: a copy of the newest published version. */
  async newDraft(actor: Actor, questionnaireId: string): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      await this.byId(questionnaireId);
      const [newest] = await this.database.sql<{ definition: string }[]>`
        SELECT definition FROM questionnaire_version
        WHERE questionnaire_id = ${questionnaireId} AND published_at IS NOT NULL
        ORDER BY number DESC LIMIT 1`;
      if (!newest) throw new Conflict('Nothing of it is published yet: change its draft instead.');
      const definition = JSON.parse(newest.definition) as QuestionnaireDefinition;
      return { id: await this.addVersion(actor, questionnaireId, definition, null) };
    });
  }

  async change(actor: Actor, versionId: string, version: number, raw: unknown): Promise<void> {
    const definition = soundDefinition(raw);
    await this.database.transaction(async () => {
      const before = await this.draft(versionId, version);
      const { key } = await this.byId(before.questionnaireId);
      if (definition.key !== key) {
        throw new Invalid({ key: `is not “${key}”, the key of this questionnaire` });
      }
      const written = columnsOf(definition);
      const versions = this.database.repository(QuestionnaireVersion);
      await changeVersioned(versions, 'draft', before, written);
      const subject = { kind: 'questionnaire_version', id: versionId };
      const after = told({ ...before, ...written });
      this.journal.record(actor, 'questionnaire.draft_changed', subject, told(before), after);
    });
  }

  /** Makes a draft the newest version; from then on it never changes. */
  async publish(actor: Actor, versionId: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const draft = await this.draft(versionId, version);
      const { questionnaireId, definition } = draft;
      soundDefinition(definition);
      const number = await this.numberToPublish(draft);
      const published = await this.database
        .repository(QuestionnaireVersion)
        .update(
          { id: versionId, version, publishedAt: IsNull() },
          { number, publishedAt: this.clock.now(), version: version + 1 },
        );
      if (published.affected !== 1) throw new Stale('draft');
      await this.followTitle(questionnaireId, definition);
      const subject = { kind: 'questionnaire_version', id: versionId };
      const after = told({ ...draft, number });
      this.journal.record(actor, 'questionnaire.published', subject, null, after);
    });
  }

  /** Publishes a definition that comes with Assay, unless a published version already says the same. */
  async adopt(definition: QuestionnaireDefinition): Promise<void> {
    soundDefinition(definition);
    await this.database.transaction(async () => {
      const questionnaires = this.database.repository(Questionnaire);
      const known = await questionnaires.findOneBy({ key: definition.key });
      const { id } = known ?? (await this.add(system, definition));
      const { sha256 } = columnsOf(definition);
      const [same] = await this.database.sql<object[]>`
        SELECT id FROM questionnaire_version
        WHERE questionnaire_id = ${id} AND sha256 = ${sha256} AND published_at IS NOT NULL LIMIT 1`;
      if (same) return;
      await this.addVersion(system, id, definition, this.clock.now());
      await this.followTitle(id, definition);
    });
  }

  async byId(id: string): Promise<Questionnaire> {
    const found = await this.database.repository(Questionnaire).findOneBy({ id });
    if (!found) throw new NotFound('questionnaire');
    return found;
  }

  private async draft(versionId: string, version: number): Promise<QuestionnaireVersion> {
    const found = await this.database.repository(QuestionnaireVersion).findOneBy({ id: versionId });
    if (!found) throw new NotFound('version of a questionnaire');
    if (found.publishedAt) {
      throw new Conflict('This version is published: it never changes. Start a new draft.');
    }
    if (found.version !== version) throw new Stale('draft');
    return found;
  }

  private async add(
    actor: Actor,
    { key, title }: QuestionnaireDefinition,
  ): Promise<{ id: string }> {
    const id = newId();
    const createdAt = this.clock.now();
    await this.database.repository(Questionnaire).insert({ id, key, title, createdAt });
    const subject = { kind: 'questionnaire', id };
    this.journal.record(actor, 'questionnaire.created', subject, null, { key, title });
    return { id };
  }

  private async addVersion(
    actor: Actor,
    questionnaireId: string,
    definition: QuestionnaireDefinition,
    publishedAt: Date | null,
  ): Promise<string> {
    const row = {
      id: newId(),
      questionnaireId,
      number: (await this.highest(questionnaireId)) + 1,
      ...columnsOf(definition),
      createdAt: this.clock.now(),
      publishedAt,
      version: 1,
    };
    await this.database.repository(QuestionnaireVersion).insert(row);
    const action = publishedAt ? 'questionnaire.published' : 'questionnaire.drafted';
    const subject = { kind: 'questionnaire_version', id: row.id };
    this.journal.record(actor, action, subject, null, told(row));
    return row.id;
  }

  private async highest(questionnaireId: string): Promise<number> {
    const [row] = await this.database.sql<{ highest: number | null }[]>`
      SELECT max(number) AS highest FROM questionnaire_version
      WHERE questionnaire_id = ${questionnaireId}`;
    return row?.highest ?? 0;
  }

  /** Numbers follow the order of publication: a draft that was overtaken gets the next free one. */
  private async numberToPublish({
    questionnaireId,
    number,
  }: QuestionnaireVersion): Promise<number> {
    const [overtaken] = await this.database.sql<object[]>`
      SELECT id FROM questionnaire_version
      WHERE questionnaire_id = ${questionnaireId} AND number > ${number}
        AND published_at IS NOT NULL LIMIT 1`;
    return overtaken ? (await this.highest(questionnaireId)) + 1 : number;
  }

  private async followTitle(id: string, { title }: QuestionnaireDefinition): Promise<void> {
    await this.database.repository(Questionnaire).update({ id }, { title });
  }
}

function told({ questionnaireId, number, definition, sha256, questions }: QuestionnaireVersion) {
  return { questionnaireId, number, title: definition.title, questions, sha256 };
}
