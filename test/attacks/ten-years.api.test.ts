import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AcceptanceView, FindingView } from '../../src/findings/index.js';
import type { ObligationLine } from '../../src/obligations/index.js';
import { addDays, addMonths } from '../../src/platform/clock.js';
import { Sweeps } from '../../src/platform/sweeps/index.js';
import { strictSample } from '../assessments/cycles/strict-sample.js';
import { Walk } from '../assessments/cycles/walk.js';
import { publish } from '../portal/respondent.js';
import { startAssay, type TestAssay } from '../support/app.js';

interface Compared {
  changes: { key: string; flagged: boolean; confirmedUnproven: number }[];
}

const years = 10;
const begun = '2027-08-31';
const reason = 'Only test prompts go through it until then.';

describe('ten years of one engagement', () => {
  let assay: TestAssay;
  let walk: Walk;
  /** Findings by the year in which their risk was accepted, with the last day of that. */
  const borne: { id: string; until: string }[] = [];
  const flagged: number[] = [];
  const validUntil: string[] = [];
  const cycles: string[] = [];

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set(`${begun}T09:00:00Z`);
    walk = await Walk.begin(assay, await assay.api(), await publish(assay, strictSample));
  });
  afterAll(() => assay.close());

  const read = async (id: string) =>
    (await walk.staff.get<FindingView>(`/api/v1/findings/${id}`)).body;
  const due = async (kind: string) =>
    (
      await walk.staff.get<ObligationLine[]>(
        `/api/v1/obligations?vendorId=${walk.ids.vendorId}&kind=${kind}`,
      )
    ).body.map(({ dueOn }) => dueOn);
  const sweep = async () => {
    await assay.app.get(Sweeps).run();
    await assay.settle();
  };
  const accept = async (until: string): Promise<void> => {
    const { vendorId, engagementId } = walk.ids;
    const facts = { vendorId, engagementId, title: 'Builds take any version', severity: 'low' };
    const { body } = await walk.staff.post<{ id: string }>('/api/v1/findings', facts);
    const path = `/api/v1/findings/${body.id}/acceptances`;
    const late = await walk.staff.post(path, { reason, until: addDays(until, 1) });
    expect(late.status).toBe(422);
    const { body: asked } = await walk.staff.post<{ id: string }>(path, { reason, until });
    const approver = await assay.api('approver');
    const approved = await approver.post(`/api/v1/acceptances/${asked.id}/approval`);
    expect(approved.status).toBe(204);
    borne.push({ id: body.id, until });
  };

  it('is confirmed, decided and borne year by year, to the day', async () => {
    for (let year = 0; year < years; year += 1) {
      const day = addMonths(begun, 12 * year);
      // At hours that are another day east or west of here.
      await walk.to(`${day}T${year % 2 ? '23:45' : '00:15'}:00Z`);
      const cycle = await walk.send();
      cycles.push(cycle.id);
      if (year === 0) await cycle.answer({ 'a.yes': 'yes', 'a.more': 'More.', 'a.one': 'red' });
      else await cycle.confirmAll();
      await cycle.submit();
      if (year > 0) {
        const path = `/api/v1/assessments/${cycle.id}/changes-since-last-cycle`;
        const { changes } = (await walk.staff.get<Compared>(path)).body;
        const one = changes.find(({ key }) => key === 'a.one');
        expect(one?.confirmedUnproven).toBe(year);
        if (one?.flagged) flagged.push(year);
      }
      await cycle.decide();
      const { body } = await walk.staff.get<{ validUntil: string }>(
        `/api/v1/assessments/${cycle.id}/decision`,
      );
      validUntil.push(body.validUntil);
      const last = addMonths(day, 6);
      await accept(last);
      await assay.settle();
      expect(await due('decision_validity')).toEqual([body.validUntil]);
      expect(await due('acceptance_expiry')).toEqual([last]);
      const { id } = borne.at(-1) ?? { id: '' };
      await walk.to(`${last}T23:59:59.999Z`);
      await sweep();
      expect(await read(id)).toMatchObject({ state: 'risk_accepted', acceptedUntil: last });
      await walk.to(`${addDays(last, 1)}T00:00:00Z`);
      await sweep();
      expect(await read(id)).toMatchObject({ state: 'open', dueOn: addDays(last, 181) });
    }
    expect(flagged).toEqual([5, 6, 7, 8, 9]);
    expect(validUntil).toEqual(validUntil.map((_, year) => addMonths(begun, 12 * (year + 1))));
    expect(borne.map(({ until }) => until)).toEqual([
      ...['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
      ...['2033-02-28', '2034-02-28', '2035-02-28', '2036-02-29', '2037-02-28'],
    ]);
  });

  it('leaves one decision in force, each acceptance ended once, and any two cycles to compare', async () => {
    const states = await Promise.all(
      cycles.map(
        async (id) =>
          (await walk.staff.get<{ state: string }>(`/api/v1/assessments/${id}`)).body.state,
      ),
    );
    expect(states).toEqual([...cycles.slice(1).map(() => 'superseded'), 'decided']);
    for (const { id } of borne) {
      const path = `/api/v1/findings/${id}/acceptances`;
      const { body } = await walk.staff.get<AcceptanceView[]>(path);
      expect(body.map(({ endedHow }) => endedHow)).toEqual(['expired']);
    }
    const [first, last] = [cycles[0], cycles.at(-1)];
    const between = `/api/v1/vendors/${walk.ids.vendorId}/comparison?from=${first}&to=${last}`;
    expect((await walk.staff.get(between)).status).toBe(200);
    const history = `/api/v1/vendors/${walk.ids.vendorId}/history?kind=decision&size=50`;
    expect((await walk.staff.get<object[]>(history)).body).toHaveLength(years);
  });
});
