import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';
import { sortNameOf } from '../src/vendors/vendor-name.js';

export class Leaning1767225601730 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, whole, flag, run } = schema(runner);
    await run(
      `ALTER TABLE review ADD COLUMN audit_id ${id} REFERENCES audit (id) ON DELETE RESTRICT`,
      `ALTER TABLE review ADD COLUMN scope_gap ${text}`,
      `CREATE INDEX review_by_audit ON review (audit_id, assessment_id)`,
      `CREATE TABLE named_auditor (
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        sort_name ${word} NOT NULL,
        name ${word} NOT NULL,
        PRIMARY KEY (assessment_id, question_key, sort_name)
      )`,
      `CREATE INDEX named_auditor_by_name ON named_auditor (sort_name, assessment_id)`,
      `CREATE TABLE rescoring (
        id ${id} PRIMARY KEY,
        auditor_id ${id} NOT NULL REFERENCES auditor (id) ON DELETE RESTRICT,
        cause ${text} NOT NULL,
        assessments ${whole} NOT NULL,
        asked_by_kind ${word} NOT NULL,
        asked_by_id ${id} NOT NULL,
        asked_by ${word} NOT NULL,
        asked_at ${instant} NOT NULL
      )`,
      `CREATE INDEX rescoring_by_auditor ON rescoring (auditor_id, asked_at, id)`,
      `CREATE TABLE rescoring_item (
        rescoring_id ${id} NOT NULL REFERENCES rescoring (id) ON DELETE RESTRICT,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        queued ${flag} NOT NULL,
        done_at ${instant},
        score_id ${id} REFERENCES score (id) ON DELETE RESTRICT,
        PRIMARY KEY (rescoring_id, assessment_id)
      )`,
      `CREATE INDEX rescoring_item_by_assessment ON rescoring_item (assessment_id)`,
      `CREATE INDEX rescoring_item_by_score ON rescoring_item (score_id)`,
    );
    await this.findNamed(runner);
  }

  /** Answers from before this table tell which auditors vendors have named, too. */
  private async findNamed(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const place = (number: number) => (postgres ? `$${number}` : '?');
    let after = '';
    for (;;) {
      const rows = (await runner.query(
        `SELECT s.id, s.assessment_id AS "assessmentId", s.answers FROM submission s
         WHERE s.id > ${place(1)}
           AND s.number = (SELECT max(n.number) FROM submission n WHERE n.assessment_id = s.assessment_id)
         ORDER BY s.id LIMIT 50`,
        [after],
      )) as { id: string; assessmentId: string; answers: string }[];
      for (const { assessmentId, answers } of rows) {
        for (const [key, name] of namedIn(JSON.parse(answers) as Frozen[])) {
          await runner.query(
            `INSERT INTO named_auditor (assessment_id, question_key, sort_name, name)
             VALUES (${[1, 2, 3, 4].map(place).join(', ')}) ON CONFLICT DO NOTHING`,
            [assessmentId, key, sortNameOf(name), name],
          );
        }
      }
      const last = rows.at(-1);
      if (!last) return;
      after = last.id;
    }
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}

interface Frozen {
  questionKey: string;
  value: unknown;
}

function namedIn(answers: readonly Frozen[]): [key: string, name: string][] {
  return answers.flatMap(({ questionKey, value }) =>
    (Array.isArray(value) ? value : []).flatMap((row: unknown) => {
      const name = (row as { auditor?: unknown } | null)?.auditor;
      return typeof name === 'string' ? [[questionKey, name] as [string, string]] : [];
    }),
  );
}
