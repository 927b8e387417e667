import { expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/index.js';
import Database from 'better-sqlite3';
import { mkdtempSync } from 'node:fs';
import { Answers, Respondents } from '../../src/assessments/index.js';
import { Questionnaires } from '../../src/questionnaires/index.js';
import { startAssay } from '../support/app.js';
import { send, Browser } from './respondent.js';

it('bench', async () => {
  const assay = await startAssay();
  const staff = await assay.api();
  const { id } = await (assay.app.get(Questionnaires) as any).latestPublished('ai-vendor');
  const sent = await send(assay, staff, id);
  const respondents = assay.app.get(Respondents);
  const answers = assay.app.get(Answers);
  const db = new Database(mkdtempSync('/tmp/bare-') + '/x.sqlite');
  db.pragma('journal_mode = WAL'); db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE answer (a TEXT, k TEXT, v TEXT, at TEXT, n INTEGER, PRIMARY KEY (a, k))');
  const put = db.prepare('INSERT INTO answer VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET v = excluded.v, n = excluded.n');
  const config = assay.app.get(Config);
  const db2 = new Database(config.data + '/assay.sqlite'); db2.pragma('journal_mode = WAL'); db2.pragma('synchronous = FULL'); db2.pragma('foreign_keys = ON');
  const same = db2.prepare(`INSERT INTO answer (assessment_id, question_key, value, not_applicable_reason, comment, invitation_id, answered_by, answered_at, version)
     VALUES ('${sent.assessmentId}', 'tools.vetting', ?, null, ?, '${sent.invitationId}', 'Rui Okafor', '2026-11-23T09:00:00.000Z', ?)
     ON CONFLICT (assessment_id, question_key) DO UPDATE SET value = excluded.value, comment = excluded.comment, version = excluded.version`);
  const best = new Map<string, number>();
  const time = async (name: string, _n: number, f: (i: number) => unknown) => {
    const n = 200;
    const t = process.hrtime.bigint();
    for (let i = 0; i < n; i += 1) await f(i);
    const s = Number(process.hrtime.bigint() - t) / 1e9;
    best.set(name, Math.max(best.get(name) ?? 0, Math.round(n / s)));
  };
  for (let round = 0; round < 25; round += 1) {
    await time('bare', 2000, (i) => put.run('x', `q${i % 70}`, JSON.stringify(`v${i}`), 'now', i));
    const scope = (await respondents.peek(sent.secret))!;
    await time('bare same', 0, (i) => same.run(JSON.stringify('yes'), 'c' + i, i + 1));
    await time('scope', 2000, () => respondents.peek(sent.secret));
    await time('save', 2000, (i) => answers.save(scope, 'tools.vetting', { value: i % 2 ? 'yes' : 'no', comment: `c${i}` }));
    await time('save conditional', 1000, (i) => answers.save(scope, 'people.used', { value: 'yes', comment: `c${i}` }));
    await time('transaction 4', 2000, (i) => assay.database.transaction(async () => {
      await assay.database.sql`UPDATE assessment SET version = version WHERE id = ${scope.assessmentId}`;
      await assay.database.sql`SELECT state FROM assessment WHERE id = ${scope.assessmentId}`;
      await assay.database.sql`SELECT * FROM answer WHERE assessment_id = ${scope.assessmentId} AND question_key = 'tools.vetting'`;
      await assay.database.sql`UPDATE answer SET comment = ${'x' + i} WHERE assessment_id = ${scope.assessmentId} AND question_key = 'tools.vetting'`;
    }));
    await time('transaction 1', 2000, () => assay.database.transaction(() => assay.database.sql`UPDATE assessment SET version = version WHERE id = ${scope.assessmentId}`));
    await time('transaction update', 2000, (i) => assay.database.transaction(() => assay.database.sql`UPDATE answer SET comment = ${'x' + i} WHERE question_key = 'tools.vetting'`));
  }
  const b = new Browser(assay); await b.open(sent.secret);
  await time('http autosave', 1000, (i) => b.autosave(`/answer/a/${sent.assessmentId}/questions/tools.vetting`, { value: 'yes', comment: `d${i}`, seen: '' }).then((r) => { if (r.status !== 200 && r.status !== 422) throw new Error(String(r.status)); }));
  console.log(JSON.stringify([...best]) + '/s');
  await assay.close(); expect(1).toBe(1);
}, 120_000);
