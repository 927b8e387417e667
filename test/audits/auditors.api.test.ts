import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Job } from '../../src/platform/jobs/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { recordAudit } from './examples.js';

interface AuditorBody {
  id: string;
  kind: string;
  name: string;
  doubted: boolean;
  doubtReason?: string;
  audits: number;
  version: number;
}

describe('auditors through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const add = (name: string, kind = 'firm') =>
    analyst.post<{ id: string; detail: string }>('/api/v1/auditors', { kind, name });
  const read = async (id: string) =>
    (await analyst.get<AuditorBody>(`/api/v1/auditors/${id}`)).body;
  const stand = (id: string, standing: string, version: number) =>
    analyst.post<{ detail: string }>(
      `/api/v1/auditors/${id}/${standing}`,
      { reason: 'Six clients, one text.' },
      { 'if-match': `"${version}"` },
    );

  it('adds each name once a kind, whatever its case and accents', async () => {
    expect((await add('Änderung & Söhne')).status).toBe(201);
    const { status, body } = await add('anderung &  SOHNE');
    expect([status, body.detail]).toEqual([409, 'There is an auditor of this name already.']);
    expect((await add('Änderung & Söhne', 'platform')).status).toBe(201);
  });

  it('finds or adds the same one when many audits name it at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => recordAudit(analyst, { auditor: 'Raced Assurance' })),
    );
    expect(new Set(ids).size).toBe(8);
    const { body } = await analyst.get<AuditorBody[]>('/api/v1/auditors?q=raced');
    expect(body).toMatchObject([{ name: 'Raced Assurance', audits: 8, doubted: false }]);
    const added = await assay.database.sql<object[]>`
      SELECT 1 AS one FROM journal_entry
      WHERE action = 'auditor.added' AND subject_id = ${body[0]?.id}`;
    expect(added).toHaveLength(1);
  });

  it('puts one in doubt with a reason, marks every audit that leans on it, and restores it', async () => {
    const audit = await recordAudit(analyst, {
      auditor: 'Stamp and Partners',
      platform: 'Compliarize',
    });
    const [found] = (await analyst.get<AuditorBody[]>('/api/v1/auditors?q=stamp')).body;
    const id = found?.id ?? '';
    const told = () => assay.database.repository(Job).countBy({ kind: 'auditor.doubted' });
    const before = await told();
    expect((await stand(id, 'good-standing', 1)).status).toBe(409);
    expect((await stand(id, 'doubt', 1)).status).toBe(204);
    expect(await told()).toBe(before + 1);
    expect(await read(id)).toMatchObject({ doubted: true, doubtReason: 'Six clients, one text.' });
    const marked = await analyst.get<{ doubted: boolean; auditor: object }>(
      `/api/v1/audits/${audit}`,
    );
    expect(marked.body).toMatchObject({ doubted: true, auditor: { doubted: true } });
    const leaning = await analyst.get<object[]>('/api/v1/audits?doubted=true');
    expect(leaning.body).toHaveLength(1);
    const list = await analyst.get<AuditorBody[]>('/api/v1/auditors?standing=in_doubt');
    expect(list.body.map(({ name }) => name)).toEqual(['Stamp and Partners']);

    expect((await stand(id, 'doubt', 1)).status).toBe(412);
    expect((await stand(id, 'doubt', 2)).status).toBe(409);
    expect((await stand(id, 'good-standing', 2)).status).toBe(204);
    expect(await told()).toBe(before + 1);
    const restored = await read(id);
    expect(restored).toMatchObject({ doubted: false, version: 3 });
    expect(restored).not.toHaveProperty('doubtReason');
    const entries = await assay.database.sql<{ action: string; content: string }[]>`
      SELECT e.action, d.content FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq
      WHERE e.subject_id = ${id} ORDER BY e.seq`;
    expect(entries.map(({ action }) => action)).toEqual([
      'auditor.added',
      'auditor.doubted',
      'auditor.restored',
    ]);
    expect(entries[1]?.content).toContain('Six clients');
    expect(entries[2]?.content).toContain('restoredReason');
  });

  it('puts one in doubt once, however many do it at the same time', async () => {
    const { body } = await add('Twice Doubted');
    const before = await assay.database.repository(Job).countBy({ kind: 'auditor.doubted' });
    const tries = await Promise.all([1, 2, 3, 4].map(() => stand(body.id, 'doubt', 1)));
    expect(tries.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await assay.database.repository(Job).countBy({ kind: 'auditor.doubted' })).toBe(
      before + 1,
    );
  });

  it('changes a name, but neither to another’s nor its kind', async () => {
    const { body } = await add('Renamed soon');
    await add('Taken');
    const put = (facts: object, version: number) =>
      analyst.put(`/api/v1/auditors/${body.id}`, facts, { 'if-match': `"${version}"` });
    expect((await put({ kind: 'firm', name: 'taken' }, 1)).status).toBe(409);
    expect((await put({ kind: 'platform', name: 'Renamed soon' }, 1)).status).toBe(422);
    expect(
      (await put({ kind: 'firm', name: 'Renamed', website: 'https://r.example' }, 1)).status,
    ).toBe(204);
    expect(await read(body.id)).toMatchObject({ name: 'Renamed', website: 'https://r.example' });
    expect((await put({ kind: 'firm', name: 'Again' }, 1)).status).toBe(412);
  });

  it('searches any part of a name, and takes no wildcard for one', async () => {
    await add('100% Assured');
    const names = async (q: string) =>
      (await analyst.get<AuditorBody[]>(`/api/v1/auditors?q=${encodeURIComponent(q)}`)).body.map(
        ({ name }) => name,
      );
    expect(await names('% ass')).toEqual(['100% Assured']);
    expect(await names('_')).toEqual([]);
    expect(await names('!')).toEqual([]);
  });
});
