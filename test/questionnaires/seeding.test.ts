import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtIn, Questionnaires } from '../../src/questionnaires/index.js';
import { BuiltIns } from '../../src/questionnaires/built-ins.service.js';
import { system } from '../../src/platform/actor.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { definitionNamed } from './definitions.js';

describe('the built-in questionnaires at start', () => {
  let assay: TestAssay;
  beforeAll(async () => {
    assay = await startAssay();
  });
  afterAll(() => assay.close());

  const versionsOf = async (key: string) =>
    assay.database.sql<{ number: number; sha256: string }[]>`
      SELECT v.number, v.sha256 FROM questionnaire_version v
      JOIN questionnaire q ON q.id = v.questionnaire_id WHERE q.key = ${key} ORDER BY v.number`;

  it('are published once, however often it starts', async () => {
    const before = await Promise.all(builtIn.map(({ key }) => versionsOf(key)));
    expect(before.map((versions) => versions.length)).toEqual(builtIn.map(() => 1));
    const { size } = (
      await assay.database.sql<{ size: number }[]>`SELECT size FROM journal_head`
    )[0]!;
    await assay.app.get(BuiltIns).onModuleInit();
    expect(await Promise.all(builtIn.map(({ key }) => versionsOf(key)))).toEqual(before);
    expect(await assay.database.sql`SELECT size FROM journal_head`).toEqual([{ size }]);
  });

  it('become a new version when they have changed, and only then', async () => {
    const questionnaires = assay.app.get(Questionnaires);
    await questionnaires.adopt(definitionNamed('ours'));
    await questionnaires.adopt(definitionNamed('ours', 'Revised'));
    await questionnaires.adopt(definitionNamed('ours', 'Revised'));
    expect((await versionsOf('ours')).map(({ number }) => number)).toEqual([1, 2]);
    expect(await questionnaires.latestPublished('ours')).toMatchObject({
      number: 2,
      title: 'Revised',
    });
  });

  it('leave a version that people here have published in force', async () => {
    const questionnaires = assay.app.get(Questionnaires);
    await questionnaires.adopt(definitionNamed('adapted'));
    const { questionnaireId } = await questionnaires.latestPublished('adapted');
    const { id } = await questionnaires.newDraft(system, questionnaireId);
    await questionnaires.change(system, id, 1, definitionNamed('adapted', 'As we ask it'));
    await questionnaires.publish(system, id, 2);
    await questionnaires.adopt(definitionNamed('adapted'));
    expect(await questionnaires.latestPublished('adapted')).toMatchObject({
      title: 'As we ask it',
    });
  });

  it('are published once when two processes start at once', async () => {
    const builtIns = assay.app.get(BuiltIns);
    const twins = Array.from({ length: 2 }, () => definitionNamed('twins'));
    await Promise.all(twins.map((definition) => builtIns.bringUpToDate(definition)));
    expect(await versionsOf('twins')).toHaveLength(1);
  });
});
