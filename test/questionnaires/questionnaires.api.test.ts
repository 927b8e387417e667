import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aiVendor, Questionnaires } from '../../src/questionnaires/index.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { definitionNamed } from './definitions.js';

interface Line {
  id: string;
  key: string;
  title: string;
  publishedId?: string;
  number?: number;
  questions?: number;
  drafts: number;
}
interface Version {
  id: string;
  number: number;
  sha256: string;
  publishedAt?: string;
  version: number;
  definition: unknown;
}
type Fields = { fields: Record<string, string> };

const nowhere = '0198f7b2-7a34-7c3f-8a1e-2f3d4c5b6a79';
const read = { 'if-match': '"1"' };
const versionPath = (id: string) => `/api/v1/questionnaire-versions/${id}`;

describe('questionnaires through the API', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
  });
  afterAll(() => assay.close());

  const draft = async (key: string): Promise<{ id: string; versionId: string }> => {
    const reply = await analyst.post<{ id: string; versionId: string }>(
      '/api/v1/questionnaires',
      definitionNamed(key),
    );
    expect(reply.status).toBe(201);
    return reply.body;
  };
  const published = async (key: string): Promise<{ id: string; versionId: string }> => {
    const made = await draft(key);
    const path = `${versionPath(made.versionId)}/publication`;
    expect((await analyst.post(path, undefined, read)).status).toBe(204);
    return made;
  };

  it('has the built-in ones from the start', async () => {
    const { body } = await analyst.get<Line[]>('/api/v1/questionnaires');
    expect(body).toMatchObject([
      { key: 'ai-vendor', title: aiVendor.title, number: 1, drafts: 0 },
      { key: 'ai-vendor-short', number: 1, drafts: 0 },
    ]);
    const { body: version } = await analyst.get<Version>(versionPath(body[0]?.publishedId ?? ''));
    expect(version.definition).toEqual(aiVendor);
  });

  it('takes a draft, lets it change, publishes it, and never changes it again', async () => {
    const { id, versionId } = await draft('trip');
    expect((await analyst.get<Line>(`/api/v1/questionnaires/${id}`)).body).toEqual({
      id,
      key: 'trip',
      title: 'Sample',
      drafts: 1,
    });
    const path = versionPath(versionId);
    const better = definitionNamed('trip', 'Better');
    expect((await analyst.put(path, better)).status).toBe(428);
    expect((await analyst.put(path, better, read)).status).toBe(204);
    expect((await analyst.put(path, better, read)).status).toBe(412);
    expect((await analyst.post(`${path}/publication`, undefined, read)).status).toBe(412);
    const second = { 'if-match': '"2"' };
    expect((await analyst.post(`${path}/publication`, undefined, second)).status).toBe(204);

    const { body, headers } = await analyst.get<Version>(path);
    expect(headers['etag']).toBe('"3"');
    expect(body).toMatchObject({ number: 1, definition: better, publishedAt: expect.any(String) });
    expect((await analyst.get<Line>(`/api/v1/questionnaires/${id}`)).body).toMatchObject({
      title: 'Better',
      number: 1,
      questions: 1,
      drafts: 0,
    });
    for (const version of ['"2"', '"3"']) {
      const refused = await analyst.put(path, definitionNamed('trip'), { 'if-match': version });
      expect(refused.status).toBe(409);
    }
    const again = await analyst.post(`${path}/publication`, undefined, { 'if-match': '"3"' });
    expect(again.status).toBe(409);
    expect((await analyst.get<Version>(path)).body).toEqual(body);
  });

  it('refuses changes to a published version in the database too, but not to a draft', async () => {
    const { versionId } = await published('frozen');
    const { versionId: draftId } = await draft('fluid');
    const run = (statement: () => Promise<unknown>) => assay.database.transaction(statement);
    const { sql } = { sql: assay.database.sql.bind(assay.database) };
    const never = /never changes once published_at is set/;
    await expect(
      run(() => sql`UPDATE questionnaire_version SET sha256 = 'x' WHERE id = ${versionId}`),
    ).rejects.toThrow(never);
    await expect(
      run(() => sql`UPDATE questionnaire_version SET published_at = NULL WHERE id = ${versionId}`),
    ).rejects.toThrow(never);
    await expect(
      run(() => sql`DELETE FROM questionnaire_version WHERE id = ${versionId}`),
    ).rejects.toThrow(never);
    await run(() => sql`UPDATE questionnaire_version SET number = 7 WHERE id = ${draftId}`);
    await run(() => sql`DELETE FROM questionnaire_version WHERE id = ${draftId}`);
    expect((await analyst.get(versionPath(versionId))).status).toBe(200);
    expect((await analyst.get(versionPath(draftId))).status).toBe(404);
  });

  it('publishes once when two do it at once', async () => {
    const { id, versionId } = await draft('race');
    const path = `${versionPath(versionId)}/publication`;
    const replies: Reply[] = await Promise.all(
      Array.from({ length: 4 }, () => analyst.post(path, undefined, read)),
    );
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(replies.every(({ status }) => [204, 409, 412].includes(status))).toBe(true);
    const entries = await assay.database.sql<object[]>`
      SELECT seq FROM journal_entry
      WHERE action = 'questionnaire.published' AND subject_id = ${versionId}`;
    expect(entries).toHaveLength(1);
    expect((await analyst.get<Line>(`/api/v1/questionnaires/${id}`)).body.number).toBe(1);
  });

  it('numbers versions in the order of their publication', async () => {
    const { id } = await published('order');
    const drafts = `/api/v1/questionnaires/${id}/drafts`;
    const { body: early } = await analyst.post<{ id: string }>(drafts);
    const { body: late } = await analyst.post<{ id: string }>(drafts);
    for (const { id: versionId } of [late, early]) {
      await analyst.post(`${versionPath(versionId)}/publication`, undefined, read);
    }
    const { body } = await analyst.get<Version[]>(`/api/v1/questionnaires/${id}/versions`);
    expect(body.map(({ id: versionId, number }) => [versionId, number])).toEqual([
      [early.id, 4],
      [late.id, 3],
      [expect.any(String), 1],
    ]);
    const newest = await assay.app.get(Questionnaires).latestPublished('order');
    expect(newest).toMatchObject({ id: early.id, questionnaireId: id, number: 4, key: 'order' });
  });

  it('keeps published versions in memory, frozen, and knows no drafts', async () => {
    const { versionId } = await published('memory');
    const questionnaires = assay.app.get(Questionnaires);
    const first = await questionnaires.published(versionId);
    expect(await questionnaires.published(versionId)).toBe(first);
    expect(first.definition).toEqual(definitionNamed('memory'));
    expect(() => first.definition.sections.pop()).toThrow(TypeError);
    const { versionId: draftId } = await draft('unknown');
    await expect(questionnaires.published(draftId)).rejects.toThrow('There is no such');
    await expect(questionnaires.latestPublished('unknown')).rejects.toThrow('There is no such');
  });

  it('forgets what a transaction that was undone had published', async () => {
    const { versionId } = await draft('undone');
    const questionnaires = assay.app.get(Questionnaires);
    const actor = { kind: 'system', id: 'system', name: 'Assay' } as const;
    const undone = assay.database.transaction(async () => {
      await questionnaires.publish(actor, versionId, 1);
      await questionnaires.published(versionId);
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await expect(questionnaires.published(versionId)).rejects.toThrow('There is no such');
  });

  const sound = definitionNamed('refused');
  const question = sound.sections[0]?.questions[0];
  const asking = (changes: object) => ({
    ...sound,
    sections: [{ ...sound.sections[0], questions: [{ ...question, ...changes }] }],
  });
  const first = 'sections.0.questions.0';

  it.each<[unknown, string, RegExp]>([
    [{ ...sound, key: 'Not A Key' }, 'key', /small letters/],
    [{ ...sound, title: 'x'.repeat(201) }, 'title', /longer than 200/],
    [{ ...sound, title: 'a\u0000b' }, 'title', /cannot be stored/],
    [{ ...sound, owner: 'me' }, 'owner', /not known here/],
    [{ ...sound, sections: [] }, 'sections', /list of 1 to 50/],
    [asking({ gap: undefined }), `${first}.gap`, /critical/],
    [asking({ text: ['a'] }), `${first}.text`, /not text/],
    [asking({ domain: 'elsewhere' }), `${first}.domain`, /not one of the domains/],
    [asking({ when: { question: 'no.such', is: 'yes' } }), `${first}.when`, /no question here/],
    [
      asking({ expected: { rule: 'equals', value: 'perhaps' } }),
      `${first}.expected.value`,
      /offer/,
    ],
    [[], '', /set of named fields/],
    [{}, 'key', /small letters/],
  ])('refuses definition number %# and names the field', async (wrong, path, message) => {
    const { status, body } = await analyst.post<Fields>('/api/v1/questionnaires', wrong);
    expect(status).toBe(422);
    expect(body.fields[path]).toMatch(message);
  });

  it('refuses a draft of another key, and a key that is taken', async () => {
    const { versionId } = await draft('mine');
    const other = await analyst.put<Fields>(versionPath(versionId), definitionNamed('yours'), read);
    expect(other.status).toBe(422);
    expect(other.body.fields['key']).toMatch(/not “mine”/);
    expect((await analyst.post('/api/v1/questionnaires', definitionNamed('mine'))).status).toBe(
      409,
    );
  });

  it('has nothing to draft from until something is published', async () => {
    const { id } = await draft('first');
    expect((await analyst.post(`/api/v1/questionnaires/${id}/drafts`)).status).toBe(409);
  });

  it('answers 404 for what is not there', async () => {
    for (const id of [nowhere, 'nonsense']) {
      expect((await analyst.get(`/api/v1/questionnaires/${id}`)).status).toBe(404);
      expect((await analyst.get(`/api/v1/questionnaires/${id}/versions`)).status).toBe(404);
      expect((await analyst.post(`/api/v1/questionnaires/${id}/drafts`)).status).toBe(404);
      const path = versionPath(id);
      expect((await analyst.get(path)).status).toBe(404);
      expect((await analyst.put(path, definitionNamed('x'), read)).status).toBe(404);
      expect((await analyst.post(`${path}/publication`, undefined, read)).status).toBe(404);
    }
  });

  it('walks the list a page at a time', async () => {
    const seen: string[] = [];
    let at: string | undefined = '/api/v1/questionnaires?size=2';
    while (at) {
      const { body, headers }: Reply<Line[]> = await analyst.get<Line[]>(at);
      seen.push(...body.map(({ key }) => key));
      at = /<([^>]+)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    }
    const { body } = await analyst.get<Line[]>('/api/v1/questionnaires?size=200');
    expect(seen).toEqual(body.map(({ key }) => key));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('lets a viewer look but not write', async () => {
    const viewer = await assay.api('viewer');
    const { id, versionId } = await draft('looked-at');
    expect((await viewer.get(versionPath(versionId))).status).toBe(200);
    expect((await viewer.post('/api/v1/questionnaires', definitionNamed('v'))).status).toBe(403);
    expect((await viewer.post(`/api/v1/questionnaires/${id}/drafts`)).status).toBe(403);
    const path = versionPath(versionId);
    expect((await viewer.put(path, definitionNamed('looked-at'), read)).status).toBe(403);
    expect((await viewer.post(`${path}/publication`, undefined, read)).status).toBe(403);
    expect((await assay.stranger.get('/api/v1/questionnaires')).status).toBe(401);
  });
});
