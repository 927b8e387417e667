import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataArgsStorage } from 'typeorm';
import { Respondents } from '../../src/assessments/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { answerAll, draft, prepare, secretsInLetters } from './trip.js';

describe('secrets of magic links', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  const logged: string[] = [];
  const note = (...said: unknown[]) => void logged.push(JSON.stringify(said));

  beforeAll(async () => {
    assay = await startAssay();
    assay.app.useLogger({ log: note, error: note, warn: note, debug: note });
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  it('stand in the letter and nowhere else: no table, no journal, no log, no answer', async () => {
    const ids = await prepare(assay, analyst);
    const id = await draft(analyst, ids);
    const answered: string[] = [];
    const headers = { 'idempotency-key': 'dispatch-0001' };
    const sent = await analyst.post(`/api/v1/assessments/${id}/dispatches`, undefined, headers);
    answered.push(sent.text);
    const invitation = (sent.body as { id: string }).id;
    const again = { 'idempotency-key': 'rotation-0001' };
    const rotated = await analyst.post(
      `/api/v1/invitations/${invitation}/rotations`,
      undefined,
      again,
    );
    answered.push(rotated.text);
    const secrets = await secretsInLetters(assay, id);
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) await assay.stranger.get(`/answer/${secret}`);
    const working = await Promise.all(
      secrets.map((secret) => assay.app.get(Respondents).peek(secret)),
    );
    const secret = secrets[working.findIndex((scope) => scope !== undefined)] ?? '';
    const session = await assay.app.get(Respondents).exchange(secret);
    await answerAll(assay, secret);
    await assay.settle();
    for (const path of ['', '/answers', '/scores/latest']) {
      answered.push((await analyst.get(`/api/v1/assessments/${id}${path}`)).text);
    }

    const stored: string[] = [];
    for (const { target } of getMetadataArgsStorage().tables) {
      const rows = assay.database.repository(target).createQueryBuilder('row');
      stored.push(JSON.stringify(await rows.getRawMany()));
    }
    const everything = [...stored, ...answered, ...logged].join('\n');
    expect(everything).toContain(invitation);
    expect(logged.join('')).toContain('/api/v1/assessments/:id/dispatches');
    for (const hidden of [...secrets, session?.secret ?? '']) {
      expect(hidden).toHaveLength(43);
      expect(everything.includes(hidden)).toBe(false);
    }
  });
});
