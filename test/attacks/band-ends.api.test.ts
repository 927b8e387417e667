import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AcceptanceView, FindingView } from '../../src/findings/index.js';
import type { ObligationLine } from '../../src/obligations/index.js';
import { addDays } from '../../src/platform/clock.js';
import { Sweeps } from '../../src/platform/sweeps/index.js';
import { answerAll, draft, prepare, secretsInLetters, send } from '../assessments/trip.js';
import { submitted, type Ids } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

const reason = 'The pilot holds no data of ours and runs without any key of ours.';

describe('the end of a band that a person set', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let approver: Visitor;
  let ids: Ids;
  let path: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    approver = await assay.api('approver');
  });
  afterAll(() => assay.close());
  beforeEach(async () => {
    assay.clock.set('2026-11-23T09:00:00Z');
    ids = await prepare(assay, analyst);
    path = `/api/v1/assessments/${await submitted(assay, analyst, ids, { 'supply.pinned': 'no' })}`;
  });

  const set = async (band: string, days = 30): Promise<void> => {
    const until = addDays(assay.clock.today(), days);
    const facts = { band, reason, until };
    expect((await approver.post(`${path}/overrides`, facts)).status).toBe(201);
    await assay.settle();
  };
  const end = async (): Promise<void> => {
    const over = { reason: 'The pilot is over.' };
    expect((await approver.post(`${path}/overrides/ending`, over)).status).toBe(204);
    await assay.settle();
  };
  const sweep = async (): Promise<void> => {
    await assay.app.get(Sweeps).run();
    await assay.settle();
  };
  const due = async () =>
    (
      await analyst.get<ObligationLine[]>(
        `/api/v1/obligations?vendorId=${ids.vendorId}&kind=override_end`,
      )
    ).body;
  const accepted = async (whole = false): Promise<string> => {
    const { vendorId, engagementId } = ids;
    const about = whole ? { vendorId } : { vendorId, engagementId };
    const facts = { ...about, title: 'Builds take any version', severity: 'high' };
    const { body: finding } = await analyst.post<{ id: string }>('/api/v1/findings', facts);
    const asked = { reason: 'Only test prompts go through it.', until: '2027-05-01' };
    const at = `/api/v1/findings/${finding.id}/acceptances`;
    const { body } = await analyst.post<{ id: string }>(at, asked);
    expect((await approver.post(`/api/v1/acceptances/${body.id}/approval`)).status).toBe(204);
    await assay.settle();
    return finding.id;
  };
  const read = async (id: string) =>
    (await analyst.get<FindingView>(`/api/v1/findings/${id}`)).body;
  const acceptances = async (id: string) =>
    (await analyst.get<AcceptanceView[]>(`/api/v1/findings/${id}/acceptances`)).body;

  describe('is a due date', () => {
    it('of whoever set it, in the list, on the page and in the calendar, and moves with it', async () => {
      expect(await due()).toEqual([]);
      await set('low');
      expect(await due()).toEqual([
        expect.objectContaining({
          dueOn: '2026-12-23',
          ownerId: approver.userId,
          path: `${path.replace('/api/v1', '')}/score`,
          title:
            'Look at the band of “Gateway for all prompts” again: low, which a person set, ends',
        }),
      ]);
      const page = await assay.browser('approver');
      const { text } = await page.get(
        '/due?kind=override_end&owner=everyone&view=month&at=2026-12-23',
      );
      expect(text).toContain('low, which a person set, ends');
      expect(text).toContain('End of a band set by a person');
      const feed = await approver.put<{ address: string }>('/api/v1/calendar-feed');
      const calendar = await assay.stranger.get(new URL(feed.body.address).pathname);
      expect(calendar.text.replaceAll('\r\n ', '')).toContain('which a person set');
      await set('moderate', 60);
      expect(await due()).toEqual([
        expect.objectContaining({
          dueOn: '2027-01-22',
          title: expect.stringContaining('moderate'),
        }),
      ]);
    });

    it('done once it has ended, by hand or by itself, and called off with the next cycle', async () => {
      const ended = async () => {
        const [row] = await assay.database.sql<{ endedHow: string | null }[]>`
          SELECT ended_how AS "endedHow" FROM obligation
          WHERE vendor_id = ${ids.vendorId} AND kind = 'override_end'`;
        return row?.endedHow;
      };
      await set('low');
      await end();
      expect([await due(), await ended()]).toEqual([[], 'done']);
      await set('low');
      expect(await ended()).toBeNull();
      assay.clock.set('2026-12-24T03:00:00Z');
      await sweep();
      expect([await due(), await ended()]).toEqual([[], 'done']);
      await set('low');
      const next = await draft(analyst, ids, { dueOn: '2027-01-10' });
      await send(analyst, next);
      assay.clock.advance(60_000);
      const [secret = ''] = await secretsInLetters(assay, next);
      await answerAll(assay, secret);
      await assay.settle();
      expect([await due(), await ended()]).toEqual([[], 'cancelled']);
    });
  });

  describe('and a risk that was accepted', () => {
    it('at the person’s band opens again where the model’s is worse, and says why', async () => {
      await set('low');
      const [one, whole] = [await accepted(), await accepted(true)];
      expect(await acceptances(one)).toEqual([expect.objectContaining({ band: 'low' })]);
      assay.clock.set('2026-12-23T23:59:59Z');
      await sweep();
      expect(await read(one)).toMatchObject({ state: 'risk_accepted' });
      assay.clock.set('2026-12-24T00:00:00Z');
      await sweep();
      for (const id of [one, whole]) {
        expect(await read(id)).toMatchObject({
          state: 'open',
          reopenedBecause: expect.stringMatching(
            /^The band is high now, and was low when its risk was accepted: the one that .*Test approver.* had set until 23 Dec 2026 no longer counts\.$/,
          ),
        });
      }
      expect(await acceptances(one)).toEqual([expect.objectContaining({ endedHow: 'worse' })]);
    });

    it('was approved with both bands before whoever did', async () => {
      await set('low');
      const id = await accepted();
      const page = await assay.browser('approver');
      const { text } = await page.get(`/acceptances/${(await acceptances(id))[0]?.id}/end`);
      const told = text.slice(text.indexOf('How the vendor stands'));
      expect(told.match(/muted">The model gives/g)).toHaveLength(2);
      expect(told).toMatch(/set by [^<]+ until 23 Dec 2026/);
    });

    it('at the model’s band is not touched by a better one that comes and goes', async () => {
      const one = await accepted();
      expect(await acceptances(one)).toEqual([expect.objectContaining({ band: 'high' })]);
      await set('low');
      await set('moderate');
      await end();
      await sweep();
      expect(await read(one)).toMatchObject({ state: 'risk_accepted' });
      expect(await acceptances(one)).toHaveLength(1);
    });

    it('opens again where a person sets a worse band, and that is what is said', async () => {
      const one = await accepted();
      await set('very_high');
      expect(await read(one)).toMatchObject({
        state: 'open',
        reopenedBecause: expect.stringMatching(
          /^The band is very high now, and was high when its risk was accepted: .*Test approver.* has set it until 23 Dec 2026\.$/,
        ),
      });
      const again = await accepted();
      await end();
      expect(await read(again)).toMatchObject({ state: 'risk_accepted' });
    });
  });
});
