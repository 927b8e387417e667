import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EvidenceSubjects, type KnownSubject } from '../../evidence/index.js';
import { Database } from '../../platform/database/index.js';
import { Questionnaires, questionsOf } from '../../questionnaires/index.js';

interface Row {
  vendorId: string;
  versionId: string;
}

/** Lets evidence be attached to answers: to one question of one assessment. */
@Injectable()
export class AnswersAsSubjects implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly subjects: EvidenceSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.declare('answer', (id, part) => this.look(id, part));
  }

  private async look(id: string, key: string): Promise<KnownSubject | undefined> {
    const [row] = await this.database.sql<Row[]>`
      SELECT vendor_id AS "vendorId", questionnaire_version_id AS "versionId"
      FROM assessment WHERE id = ${id}`;
    if (!row) return undefined;
    const { definition } = await this.questionnaires.published(row.versionId);
    const question = questionsOf(definition).find((one) => one.key === key);
    return question && { vendorId: row.vendorId, title: question.text };
  }
}
