import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Answers, Respondents, Submissions, type Scope } from '../../../src/assessments/index.js';
import { sha256 } from '../../../src/platform/ids.js';
import { publish, send, type Sent } from '../../portal/respondent.js';
import { sample } from '../../portal/sample-questionnaire.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';

describe('a submission', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let sent: Sent;
  let scope: Scope;
  let answers: Answers;
  let submissions: Submissions;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, sample);
    answers = assay.app.get(Answers);
    submissions = assay.app.get(Submissions);
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    sent = await send(staff, versionId);
    scope = await inScope();
  });

  const inScope = async (): Promise<Scope> => {
    const found = await assay.app.get(Respondents).peek(sent.secret);
    if (!found) throw new Error('the link is dead');
    return found;
  };
  const rows = async () => {
    const [found] = await assay.database.sql<object[]>`
      SELECT a.state, a.submitted_at,
        (SELECT count(*) FROM submission s WHERE s.assessment_id = a.id) AS submissions,
        (SELECT count(*) FROM journal_entry j WHERE j.subject_id = a.id AND j.action = 'assessment.submitted') AS entries,
        (SELECT count(*) FROM job WHERE kind = 'assessment.submitted' AND payload LIKE ${`%${sent.assessmentId}%`}) AS jobs
      FROM assessment a WHERE a.id = ${sent.assessmentId}`;
    return found;
  };

  it('happens as a whole or not at all', async () => {
    await answers.save(scope, 'a.one', { value: 'red' });
    const cut = assay.database.transaction(async () => {
      await submissions.submit(scope);
      throw new Error('the power failed');
    });
    await expect(cut).rejects.toThrow('the power failed');
    const nothing = {
      state: 'in_progress',
      submitted_at: null,
      submissions: 0,
      entries: 0,
      jobs: 0,
    };
    expect(await rows()).toEqual(nothing);
    await submissions.submit(scope);
    expect(await rows()).toEqual({
      state: 'submitted',
      submitted_at: '2026-11-23T09:00:00.000Z',
      submissions: 1,
      entries: 1,
      jobs: 1,
    });
  });

  it('freezes what was asked only, and is fingerprinted as it is stored', async () => {
    await answers.save(scope, 'a.yes', { value: 'yes' });
    await answers.save(scope, 'a.more', { value: 'hidden in a moment' });
    await answers.save(scope, 'b.then', { comment: 'not known yet' });
    await answers.save(scope, 'a.one', { value: 'red' });
    await answers.save(scope, 'a.one', { value: null });
    await answers.save(scope, 'a.days', { value: 0 });
    await submissions.submit(scope);
    const [all] = await stored();
    expect(keysOf(all)).toEqual(['a.yes', 'a.more', 'a.days', 'b.then']);
    expect(all?.sha256).toBe(sha256(all?.answers ?? ''));

    sent = await send(staff, versionId);
    scope = await inScope();
    await answers.save(scope, 'a.yes', { value: 'yes' });
    await answers.save(scope, 'a.more', { value: 'hidden in a moment' });
    await answers.save(scope, 'a.yes', { value: 'no' });
    await submissions.submit(scope);
    expect(keysOf((await stored())[0])).toEqual(['a.yes']);
  });

  it('cannot be slipped an answer by somebody who saves at the same moment', async () => {
    const saves = Array.from({ length: 10 }, (_, number) =>
      answers.save(scope, 'a.days', { value: number }).then(
        ({ version }) => version,
        () => undefined,
      ),
    );
    const submitted = submissions.submit(scope).catch(() => submissions.submit(scope));
    const versions = await Promise.all(saves);
    await submitted;
    const last = Math.max(0, ...versions.map((version) => version ?? 0));
    const [row] = await assay.database.sql<{ value: string; version: number }[]>`
      SELECT value, version FROM answer WHERE assessment_id = ${sent.assessmentId}`;
    expect(row?.version ?? 0).toBe(last);
    const frozen = JSON.parse((await stored())[0]?.answers ?? '[]') as { value: number }[];
    expect(frozen[0]?.value).toBe(row && Number(row.value));
  });

  it('loses none of many answers saved at once', async () => {
    const keys = ['a.one', 'a.days', 'a.when', 'a.many', 'b.audits'];
    const values = ['red', 4, '2026-01-31', ['green'], []];
    await Promise.all(keys.map((key, at) => answers.save(scope, key, { value: values[at] })));
    const [row] = await assay.database.sql<{ answers: number }[]>`
      SELECT count(*) AS answers FROM answer WHERE assessment_id = ${sent.assessmentId}`;
    expect(row?.answers).toBe(keys.length);
  });

  it('lets one of several first answers to the same question win', async () => {
    const tries = ['red', 'green', 'red', 'green'].map((value) =>
      answers.save(scope, 'a.one', { value }, 0).then(
        () => value,
        (error: Error) => error.name,
      ),
    );
    const results = await Promise.all(tries);
    expect(results.filter((result) => result === 'AnswerStale')).toHaveLength(2);
  });

  const stored = () =>
    assay.database.sql<{ answers: string; sha256: string }[]>`
      SELECT answers, sha256 FROM submission WHERE assessment_id = ${sent.assessmentId}`;
});

const keysOf = (row: { answers: string } | undefined): string[] =>
  (JSON.parse(row?.answers ?? '[]') as { questionKey: string }[]).map(
    ({ questionKey }) => questionKey,
  );
