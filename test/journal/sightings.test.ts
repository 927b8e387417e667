import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sightings } from '../../src/journal/sightings/sightings.service.js';
import { newId } from '../../src/platform/ids.js';
import { prepare, submitted } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

interface Entry {
  actor: { id: string; name: string };
  action: string;
  subject: { kind: string; id: string };
}

const facts = { kind: 'api_key', name: 'Gateway key', opens: 'The gateway.' };

describe('who saw what is sensitive', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let engagementId: string;
  let vendorId: string;
  let assessmentId: string;
  let list: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    const ids = await prepare(assay, staff);
    ({ engagementId, vendorId } = ids);
    assessmentId = await submitted(assay, staff, ids);
    list = `/api/v1/engagements/${engagementId}/credentials`;
    expect((await staff.post(list, facts)).status).toBe(201);
    await assay.settle();
  });
  afterAll(() => assay.close());

  const sights = async (subjectId: string): Promise<Entry[]> =>
    (await staff.get<Entry[]>(`/api/v1/journal?sights=only&subjectId=${subjectId}`)).body;
  const head = async () => (await staff.get<{ size: number }>('/api/v1/journal/head')).body.size;

  it('[ASVS 16.2.1] is noted once for each of them, thing and day, however often and at once they look', async () => {
    const [viewer, other] = [await assay.api('viewer'), await assay.api('viewer')];
    const looks = await Promise.all(Array.from({ length: 8 }, () => viewer.get(list)));
    expect(looks.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const size = await head();
    await viewer.get(list);
    expect(await head()).toBe(size);
    await other.get(list);
    const seen = await sights(engagementId);
    expect(seen.map(({ action, subject }) => [action, subject.kind])).toEqual(
      Array(2).fill(['credentials.seen', 'engagement']),
    );
    expect(new Set(seen.map(({ actor }) => actor.id)).size).toBe(2);
    assay.clock.advanceDays(1);
    await assay.app.get(Sightings).forget();
    await other.get(list);
    expect(await sights(engagementId)).toHaveLength(3);
  });

  it('is noted of a form that comes back with what is wrong, and of each register taken', async () => {
    const analyst = await assay.browser('analyst');
    const [of] = (await staff.get<{ id: string }[]>(list)).body;
    const { status, text } = await analyst.post(`/credentials/${of?.id}/ending`, { version: '1' });
    expect([status, text.includes('Gateway key')]).toEqual([422, true]);
    expect((await sights(of?.id ?? '')).map(({ action }) => action)).toContain('credentials.seen');
    const size = await head();
    for (const file of ['findings.csv?severity=high', 'findings.xlsx']) {
      expect((await analyst.get(`/${file}`)).status).toBe(200);
      expect((await staff.get(`/api/v1/${file}`)).status).toBe(200);
    }
    expect(await head()).toBe(size + 4);
    const [newest] = await sights('all');
    expect([newest?.action, newest?.subject.kind]).toEqual([
      'findings.downloaded',
      'finding_register',
    ]);
  });

  it('is not noted of whoever saw nothing', async () => {
    const size = await head();
    const nowhere = `/api/v1/engagements/${newId()}/credentials`;
    expect((await staff.get(nowhere)).status).toBe(404);
    expect((await assay.stranger.get(list)).status).toBe(401);
    const none = await staff.get(`/api/v1/vendors/${vendorId}/remediation-requests`);
    expect([none.status, none.body]).toEqual([200, []]);
    const narrow = await assay.browser('viewer');
    expect((await narrow.get(`/assessments/${newId()}/review`)).status).toBe(404);
    expect(await head()).toBe(size);
  });

  it('is noted of a page that is about more only once there is something to see', async () => {
    const viewer = await assay.browser('viewer');
    const other = await prepare(assay, staff);
    await assay.settle();
    const before = await head();
    expect((await viewer.get(`/engagements/${other.engagementId}`)).status).toBe(200);
    expect(await head()).toBe(before);
    await staff.post(`/api/v1/engagements/${other.engagementId}/credentials`, facts);
    await viewer.get(`/engagements/${other.engagementId}`);
    expect((await sights(other.engagementId)).map(({ action }) => action)).toEqual([
      'credentials.seen',
    ]);
  });

  it('stands on the page of the thing, in the journal, and not among what was changed', async () => {
    const [viewer, reader] = [await assay.browser('viewer'), await assay.browser('viewer')];
    expect((await viewer.get(`/assessments/${assessmentId}`)).text).toContain('Nobody until now');
    expect((await reader.get(`/assessments/${assessmentId}/review`)).status).toBeLessThan(400);
    expect((await staff.get(`/api/v1/assessments/${assessmentId}/answers`)).status).toBe(200);
    const { text } = await viewer.get(`/assessments/${assessmentId}`);
    expect(text).toMatch(/Seen by[\s\S]*Answers seen/);
    const journal = await viewer.get(`/journal?sights=only&subjectId=${assessmentId}&q=&action=`);
    expect(journal.text).toContain('Answers seen');
    expect(journal.text).not.toContain('Assessment submitted');
    const without = await viewer.get('/journal?sights=none');
    expect(without.text).not.toContain('Answers seen');
    expect(without.text).toContain('Assessment');
    expect((await viewer.get('/')).text).not.toContain('Answers seen');
    expect((await viewer.get('/journal?sights=maybe')).status).toBe(422);
  });

  it('is not shown where it cannot be noted, and says so', async () => {
    const viewer = await assay.browser('viewer');
    const page = `/engagements/${engagementId}`;
    const move = (from: string, to: string) => {
      const parts = Object.assign([`ALTER TABLE ${from} RENAME TO ${to}`], { raw: [''] });
      return assay.database.transaction(() => assay.database.sql(parts));
    };
    await move('sighting', 'sighting_away');
    try {
      const { status, text } = await viewer.get(page);
      expect([status, text]).toEqual([503, expect.stringContaining('could not be noted')]);
      expect(text).not.toContain('Gateway key');
    } finally {
      await move('sighting_away', 'sighting');
    }
    const after = await viewer.get(page);
    expect([after.status, after.text]).toEqual([200, expect.stringContaining('Gateway key')]);
  });
});
