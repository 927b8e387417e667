import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface } from 'typeorm';
import ICAL from 'ical.js';
import { WhatEndedAnObligation1767225601845 as WhatEnded } from '../../migrations/1845-what-ended-an-obligation.js';
import { Assessment } from '../../src/assessments/index.js';
import { Obligation, type ObligationLine } from '../../src/obligations/index.js';
import { Sweep } from '../../src/obligations/sweep.service.js';
import { addDays } from '../../src/platform/clock.js';
import { Questionnaires } from '../../src/questionnaires/index.js';
import {
  answerAll,
  draft,
  prepare,
  secretsInLetters,
  send,
  type Ids,
} from '../assessments/trip.js';
import { run } from '../reminders/owing.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { engagementFacts, vendorFacts } from '../vendors/examples.js';

interface Event {
  day: string;
  status: string;
  sequence: number;
}

describe('a reassessment that was decided', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;

  beforeAll(async () => {
    assay = await startAssay();
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    analyst = await assay.api('analyst');
    ids = await prepare(assay, analyst);
    await assay.settle();
  });

  const sweep = () => assay.app.get(Sweep).sweep({ day: assay.clock.today() });
  const answered = async (key: string) => {
    const { id: questionnaireVersionId } = await assay.app.get(Questionnaires).latestPublished(key);
    const dueOn = addDays(assay.clock.today(), 14);
    const id = await draft(analyst, ids, { dueOn, questionnaireVersionId });
    await send(analyst, id);
    const [secret = ''] = await secretsInLetters(assay, id);
    await answerAll(assay, secret);
    await assay.settle();
    return id;
  };
  const decided = async (on: string, key = 'ai-vendor', outcome = 'approved') => {
    assay.clock.set(`${on}T10:00:00Z`);
    const id = await answered(key);
    const validUntil = addDays(on, 365);
    const body = { outcome, reason: 'It will do.', validUntil };
    const { status } = await approver.post(`/api/v1/assessments/${id}/decision`, body);
    expect(status).toBe(201);
    await assay.settle();
    return id;
  };
  const lines = async (state: string): Promise<ObligationLine[]> => {
    const path = `/api/v1/obligations?vendorId=${ids.vendorId}&kind=reassessment&state=${state}`;
    return (await analyst.get<ObligationLine[]>(path)).body;
  };
  const due = async () => (await lines('open')).map(({ part, dueOn }) => `${dueOn} ${part}`);
  const done = async () =>
    (await lines('done')).map(({ part, dueOn, endedAt, endedByKind, endedById, overdue }) => {
      expect([endedByKind, overdue]).toEqual(['assessment', false]);
      return [`${dueOn} ${part}`, endedAt?.slice(0, 10), endedById];
    });
  const change = async (path: string, facts: object) => {
    const { headers } = await analyst.get(path);
    const { status } = await analyst.put(path, facts, { 'if-match': headers['etag'] ?? '' });
    expect(status).toBe(204);
    await assay.settle();
  };
  const calendar = async (): Promise<Map<string, Event>> => {
    const { body } = await analyst.put<{ address: string }>('/api/v1/calendar-feed');
    const { text } = await assay.stranger.get(new URL(body.address).pathname);
    const events = new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent');
    const of = (event: (typeof events)[0], name: string) =>
      String(event.getFirstPropertyValue(name));
    return new Map(
      events
        .filter((event) => of(event, 'url').includes('/engagements/'))
        .map((event) => [
          of(event, 'uid'),
          {
            day: of(event, 'dtstart'),
            status: of(event, 'status'),
            sequence: Number(of(event, 'sequence')),
          },
        ]),
    );
  };

  it('is done by that decision, early or late, and the next is another', async () => {
    const first = await decided('2026-12-01');
    expect(await done()).toEqual([['2026-12-23 full', '2026-12-01', first]]);
    expect(await due()).toEqual(['2027-03-01 light', '2027-12-01 full']);
    const [, full] = await lines('open');

    const late = await decided('2027-04-10', 'ai-vendor-short');
    expect(await done()).toEqual([
      ['2026-12-23 full', '2026-12-01', first],
      ['2027-03-01 light', '2027-04-10', late],
    ]);
    expect(await due()).toEqual(['2027-07-10 light', '2027-12-01 full']);
    expect((await lines('open'))[1]).toEqual(full);

    const early = await decided('2027-05-31');
    expect(await done()).toEqual([
      ['2026-12-23 full', '2026-12-01', first],
      ['2027-03-01 light', '2027-04-10', late],
      ['2027-07-10 light', '2027-05-31', early],
      ['2027-12-01 full', '2027-05-31', early],
    ]);
    expect(await due()).toEqual(['2027-08-31 light', '2028-05-31 full']);
    expect((await lines('open')).map(({ sequence }) => sequence)).toEqual([0, 0]);

    const page = await assay.browser('analyst');
    const { text } = await page.get(`/vendors/${ids.vendorId}/due`);
    expect(text).toMatch(
      new RegExp(`Done[^]*href="/assessments/${early}"[^]*due[^]*1 Dec(ember)? 2027`, 'u'),
    );
  });

  it('is done, too, when the decision is to reject, and nothing is owed after it', async () => {
    await decided('2026-12-01');
    const rejection = await decided('2027-10-20', 'ai-vendor', 'rejected');
    expect(await due()).toEqual([]);
    expect((await done()).slice(1)).toEqual([
      ['2027-03-01 light', '2027-10-20', rejection],
      ['2027-12-01 full', '2027-10-20', rejection],
    ]);
    expect(await lines('cancelled')).toEqual([]);
    const second = await decided('2027-11-10');
    expect(await due()).toEqual(['2028-02-10 light', '2028-11-10 full']);
    expect((await done()).flat()).not.toContain(second);
  });

  it('is as it was while the next cycle goes on, and when that one is revoked', async () => {
    const first = await decided('2026-12-01');
    const before = await lines('open');
    assay.clock.set('2027-11-01T10:00:00Z');
    const next = await draft(analyst, ids, { dueOn: '2027-11-20' });
    await send(analyst, next);
    await sweep();
    expect(await due()).toEqual(['2027-03-01 light', '2027-12-01 full']);
    await analyst.post(`/api/v1/assessments/${next}/revocation`, { reason: 'Wrong contact.' });
    await sweep();
    expect(await lines('open')).toEqual(
      before.map((line) => ({ ...line, overdue: line.part === 'light' })),
    );
    expect((await done()).flat()).toEqual(['2026-12-23 full', '2026-12-01', first]);
    await decided('2027-11-10');
    const repository = assay.database.repository(Assessment);
    expect((await repository.findOneByOrFail({ id: first })).state).toBe('superseded');
    expect(await due()).toEqual(['2028-02-10 light', '2028-11-10 full']);
  });

  it('is done once where two decisions follow each other before anybody looks', async () => {
    const first = await decided('2026-12-01');
    const second = await decided('2026-12-01');
    const rows = await assay.database.repository(Obligation).findBy({
      vendorId: ids.vendorId,
      kind: 'reassessment',
    });
    const open = rows.filter(({ endedAt }) => endedAt === null).map(({ part }) => part);
    expect(open.sort()).toEqual([`full ${second}`, `light ${second}`]);
    expect(rows.find(({ part }) => part === 'full')).toMatchObject({ endedById: first });
    const before = rows.length;
    await Promise.all([sweep(), sweep()]);
    expect(
      await assay.database
        .repository(Obligation)
        .countBy({ vendorId: ids.vendorId, kind: 'reassessment' }),
    ).toBe(before);
  });

  it('is called off, not done, where only the tier or the vendor changed; brought back it is the same', async () => {
    await decided('2026-12-01');
    const [light, full] = await lines('open');
    await change(`/api/v1/vendors/${ids.vendorId}`, { ...vendorFacts, status: 'offboarded' });
    expect(await due()).toEqual([]);
    const cancelled = await lines('cancelled');
    expect(cancelled.map(({ id }) => id).sort()).toEqual([light?.id, full?.id].sort());
    expect(cancelled.every((line) => line.endedById === undefined)).toBe(true);
    await change(`/api/v1/vendors/${ids.vendorId}`, { ...vendorFacts, status: 'active' });
    const back = await lines('open');
    expect(back).toEqual([light, full].map((line) => ({ ...line, sequence: 2 })));
    const calm = { ...engagementFacts, criticality: 'L', data: ['public'], access: ['none'] };
    await change(`/api/v1/engagements/${ids.engagementId}`, {
      ...calm,
      holdsCredentials: false,
      codeRunsHere: false,
      supportsCriticalFunction: false,
    });
    expect((await lines('cancelled')).map(({ id }) => id)).toEqual([light?.id]);
    expect((await lines('open')).map(({ id }) => id)).toEqual([full?.id]);
  });

  it('ends in the calendar, which shows the next under an id of its own', async () => {
    const before = await calendar();
    const [[first = ''] = []] = [...before];
    await decided('2026-12-01');
    const after = await calendar();
    expect(after.get(first)).toEqual({ day: '2026-12-23', status: 'CANCELLED', sequence: 1 });
    const others = [...after].filter(([uid]) => uid !== first).map(([, event]) => event);
    expect(others).toEqual([
      { day: '2027-03-01', status: 'CONFIRMED', sequence: 0 },
      { day: '2027-12-01', status: 'CONFIRMED', sequence: 0 },
    ]);
  });

  it('is no longer reminded of; the next is, when its day comes near', async () => {
    await decided('2026-12-01');
    const reminded = async () => {
      await run(assay);
      const path = '/api/v1/reminders?unread=true&size=100';
      const { body } = await analyst.get<{ title: string; dueOn: string }[]>(path);
      return body.filter(({ title }) => title.startsWith('Reassess')).map(({ dueOn }) => dueOn);
    };
    assay.clock.set('2027-02-25T09:00:00Z');
    expect(await reminded()).toEqual(['2027-03-01']);
    await decided('2027-02-26');
    for (const day of ['2027-02-28', '2027-03-01', '2027-03-15']) {
      assay.clock.set(`${day}T09:00:00Z`);
      expect(await reminded()).toEqual([]);
    }
    assay.clock.set('2027-05-20T09:00:00Z');
    expect(await reminded()).toEqual(['2027-05-26']);
  });

  it('keeps the ids of those that stood before they were told apart by decision', async () => {
    await decided('2026-12-01');
    await decided('2027-02-10', 'ai-vendor-short');
    const before = await lines('open');
    const [renaming = ''] = await statementsOf(new WhatEnded());
    const text = Object.assign([renaming], { raw: [renaming] });
    await assay.database.transaction(async () => {
      await assay.database.sql`
        DELETE FROM reminder WHERE obligation_id IN (SELECT id FROM obligation WHERE ended_at IS NOT NULL)`;
      await assay.database.sql`DELETE FROM obligation WHERE ended_at IS NOT NULL`;
      for (const part of ['full', 'light']) {
        await assay.database.sql`
          UPDATE obligation SET part = ${part} WHERE part LIKE ${`${part} %`} AND ended_at IS NULL`;
      }
      await assay.database.sql(text);
    });
    await sweep();
    expect(await lines('open')).toEqual(before);
  });
});

/** Those of a migration that change rows, on whatever database. */
async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const said: string[] = [];
  const query = (statement: string) => Promise.resolve(said.push(statement));
  await migration.up({ query, connection: { options: {} } } as never);
  return said.filter((statement) => statement.startsWith('UPDATE'));
}
