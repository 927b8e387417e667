import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import ICAL from 'ical.js';
import { prepare, type Ids } from '../assessments/trip.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { engagementFacts, vendorFacts } from '../vendors/examples.js';

describe('the calendar of a person', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    ids = await prepare(assay, analyst);
    await assay.settle();
  });
  afterAll(() => assay.close());

  const feed = '/api/v1/calendar-feed';
  const make = async (visitor = analyst): Promise<string> => {
    const { status, body } = await visitor.put<{ address: string }>(feed);
    expect(status).toBe(200);
    expect(body.address.startsWith(`${assay.origin}/calendar/`)).toBe(true);
    return new URL(body.address).pathname;
  };
  const events = ({
    text,
  }: Reply): { uid: string; status: string; sequence: number; summary: string }[] => {
    ICAL.design.strict = true;
    const calendar = new ICAL.Component(ICAL.parse(text) as never);
    return calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: String(event.getFirstPropertyValue('uid')),
      status: String(event.getFirstPropertyValue('status')),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      summary: String(event.getFirstPropertyValue('summary')),
    }));
  };
  const changeVendor = async (change: object) => {
    const path = `/api/v1/vendors/${ids.vendorId}`;
    const { headers } = await analyst.get(path);
    const version = { 'if-match': headers['etag'] ?? '' };
    const { status } = await analyst.put(path, { ...vendorFacts, ...change }, version);
    expect(status).toBe(204);
    await assay.settle();
  };

  it('opens to whoever knows its address, without being signed in, and is kept by nobody on the way', async () => {
    const { status, headers, text } = await assay.stranger.get(await make());
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(text).toContain('SUMMARY:Corridor Gateway: Assess “Gateway for all prompts” in full');
    expect(text).not.toMatch(/Test analyst|buyer\.example/);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('holds what is mine, not another’s', async () => {
    const other = await assay.api('viewer');
    expect(events(await assay.stranger.get<unknown>(await make(other)))).toEqual([]);
  });

  it('says not modified until something moves', async () => {
    const path = await make();
    const first = await assay.stranger.get(path);
    const known = { 'if-none-match': first.headers['etag'] ?? '' };
    const second = await assay.stranger.get(path, known);
    expect([second.status, second.text]).toEqual([304, '']);
    assay.clock.advanceDays(1);
    expect((await assay.stranger.get(path, known)).status).toBe(304);
    const weak = { 'if-none-match': `"x", W/${known['if-none-match']}` };
    expect((await assay.stranger.get(path, weak)).status).toBe(304);
    const { headers } = await analyst.get(`/api/v1/engagements/${ids.engagementId}`);
    const facts = { ...engagementFacts, endsOn: '2028-05-29' };
    const version = { 'if-match': headers['etag'] ?? '' };
    await analyst.put(`/api/v1/engagements/${ids.engagementId}`, facts, version);
    await assay.settle();
    const third = await assay.stranger.get(path, known);
    expect(third.status).toBe(200);
    expect(third.text).toContain('DTSTART;VALUE=DATE:20280229');
  });

  it('cancels what is no longer due, for 90 days, and brings it back under the same id', async () => {
    const path = await make();
    const read = async () => events(await assay.stranger.get<unknown>(path));
    const before = await read();
    await changeVendor({ status: 'offboarded' });
    const cancelled = await read();
    expect(cancelled.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    for (const [at, { status, sequence }] of cancelled.entries()) {
      expect(status).toBe('CANCELLED');
      expect(sequence).toBeGreaterThan(before[at]?.sequence ?? 0);
    }
    await changeVendor({ status: 'active' });
    const back = await read();
    expect(back.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    for (const [at, { status, sequence }] of back.entries()) {
      expect(status).toBe('CONFIRMED');
      expect(sequence).toBeGreaterThan(cancelled[at]?.sequence ?? 0);
    }
    await changeVendor({ status: 'offboarded' });
    assay.clock.advanceDays(90);
    expect(await read()).toHaveLength(before.length);
    assay.clock.advance(1);
    expect(await read()).toEqual([]);
    await changeVendor({ status: 'active' });
  });

  it('shows hostile vendor names as text', async () => {
    await changeVendor({ name: 'Evil, Inc; \\n BEGIN:VEVENT 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', status: 'active' });
    const [first, ...others] = events(await assay.stranger.get<unknown>(await make()));
    expect(first?.summary).toMatch(/^Evil, Inc; \\n BEGIN:VEVENT 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦: (Ass|Ren)/u);
    expect(others).toHaveLength(1);
    await changeVendor({});
  });

  it('has one address at a time: a new one ends the one before, and one can end it [ASVS 7.4.1]', async () => {
    const first = await make();
    const second = await make();
    expect((await assay.stranger.get(first)).status).toBe(404);
    expect((await assay.stranger.get(second)).status).toBe(200);
    expect((await analyst.get<{ createdAt: string }>(feed)).body).toEqual({
      createdAt: assay.clock.now().toISOString(),
    });
    expect((await analyst.delete(feed)).status).toBe(204);
    expect((await assay.stranger.get(second)).status).toBe(404);
    expect((await analyst.get(feed)).status).toBe(404);
    expect((await analyst.delete(feed)).status).toBe(404);
  });

  it('has one address also when two are made at once', async () => {
    const made = await Promise.all([make(), make(), make(), make()]);
    const open = await Promise.all(made.map((path) => assay.stranger.get(path)));
    expect(open.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is not made or ended with a token that may only look, and that it would outlive [ASVS 8.3.1]', async () => {
    const path = await make();
    const { body } = await analyst.post<{ secret: string }>('/api/v1/tokens', {
      ...{ name: 'Dashboard', scopes: ['obligations.read'], days: 1 },
    });
    const looking = { authorization: `Bearer ${body.secret}` };
    expect((await assay.stranger.get(feed, looking)).status).toBe(200);
    expect((await assay.stranger.put(feed, undefined, looking)).status).toBe(403);
    expect((await assay.stranger.delete(feed, looking)).status).toBe(403);
    expect((await assay.stranger.get(path)).status).toBe(200);
  });

  it('ends with its person’s access', async () => {
    const gone = await assay.api('viewer');
    const path = await make(gone);
    await assay.database.transaction(
      () => assay.database.sql`UPDATE app_user SET disabled_at = ${'2026-11-23T09:00:00.000Z'}
        WHERE id = ${gone.userId}`,
    );
    expect((await assay.stranger.get(path)).status).toBe(404);
  });

  it('answers every address that is none alike [ASVS 8.3.1]', async () => {
    const revoked = await make();
    await make();
    const alike = new Set<string>();
    const secret = () => randomBytes(32).toString('base64url');
    const paths = [
      revoked,
      ...Array.from({ length: 300 }, () => `/calendar/${secret()}.ics`),
      `/calendar/${secret()}`,
      '/calendar/x.ics',
      '/calendar/%00.ics',
      `/calendar/${'a'.repeat(5_000)}.ics`,
      '/calendar/__proto__.ics',
    ];
    for (const path of paths) {
      const { status, text, headers } = await assay.stranger.get(path);
      const { etag, 'cache-control': cache, 'content-type': type } = headers;
      if (path.length < 1_000) alike.add(JSON.stringify({ status, text, etag, cache, type }));
      else expect([404, 414]).toContain(status);
    }
    expect([...alike]).toHaveLength(1);
    expect([...alike][0]).toContain('404');
  });

  it('stores nothing of its secret', async () => {
    const path = await make();
    const [, secret = ''] = /calendar\/(.{43})\.ics/.exec(path) ?? [];
    const rows = await Promise.all([
      assay.database.sql`SELECT * FROM calendar_feed`,
      assay.database.sql`SELECT * FROM journal_entry`,
      assay.database.sql`SELECT * FROM job`,
    ]);
    const all = JSON.stringify(rows);
    expect(all).toContain('calendar.made');
    expect(all).not.toContain(secret);
  });
});
