import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addMonths } from '../../../src/platform/clock.js';
import { publish } from '../../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { strictSample } from './strict-sample.js';
import { nextVersion, Walk, type Cycle } from './walk.js';

interface Compared {
  caveats: string[];
  changes: {
    key: string;
    kind: string;
    why: string[];
    reworded: boolean;
    flagged: boolean;
    confirmedUnproven: number;
  }[];
}

const first = { 'a.yes': 'yes', 'a.more': 'More.', 'a.one': 'red', 'a.days': 30 };

describe('years of cycles', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let versionId: string;
  let walk: Walk;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    versionId = await publish(assay, strictSample);
  });
  beforeEach(async () => {
    assay.clock.set('2027-02-28T23:30:00Z');
    walk = await Walk.begin(assay, staff, versionId);
  });
  afterAll(() => assay.close());

  const since = async (cycle: Cycle) =>
    (await walk.staff.get<Compared>(`/api/v1/assessments/${cycle.id}/changes-since-last-cycle`))
      .body;
  const between = (vendorId: string, from: string, to: string) =>
    staff.get<Compared>(`/api/v1/vendors/${vendorId}/comparison?from=${from}&to=${to}`);
  const begin = async () => {
    const cycle = await walk.send();
    await cycle.answer(first);
    await cycle.submit();
    await cycle.decide();
    return cycle;
  };

  it('flag what was confirmed five times without evidence, over a leap day and a revoked cycle', async () => {
    await begin();
    let day = '2027-02-28';
    const flags: (string | number)[][] = [];
    for (let year = 1; year <= 6; year += 1) {
      day = addMonths(day, 12);
      // The last day of February, in a leap year the day before the last; at an hour that is another day elsewhere.
      await walk.to(`${day}T23:45:00Z`);
      if (year === 2) {
        const dropped = await walk.send();
        await dropped.answer({ 'a.days': 90 });
        const path = `/api/v1/assessments/${dropped.id}/revocation`;
        await walk.staff.post(path, { reason: 'Sent by mistake.' });
      }
      const cycle = await walk.send();
      expect((await cycle.question('a.one')).lastCycle?.givenAt).toBe('2027-02-28T23:30:00.000Z');
      if (year === 6) await cycle.answer({ 'a.days': 20 });
      await cycle.confirmAll();
      await cycle.submit();
      const { changes } = await since(cycle);
      const one = changes.find(({ key }) => key === 'a.one');
      const days = changes.find(({ key }) => key === 'a.days');
      flags.push([one?.confirmedUnproven ?? '', String(one?.flagged), String(days?.flagged)]);
      await cycle.decide();
    }
    expect(flags).toEqual([
      ...[1, 2, 3, 4].map((times) => [times, 'false', 'false']),
      [5, 'true', 'true'],
      [6, 'true', 'false'],
    ]);
  });

  it('put what was weakened first, and say why', async () => {
    await begin();
    await walk.to('2028-02-29T00:15:00Z');
    const cycle = await walk.send();
    await cycle.answer({ 'a.days': 45, 'a.one': 'green', 'a.when': '2028-01-01' });
    await cycle.confirmAll();
    await cycle.submit();
    const { changes } = await since(cycle);
    expect(changes.map(({ key, kind }) => `${kind} ${key}`).slice(0, 5)).toEqual([
      'weakened a.one',
      'weakened a.days',
      'strengthened a.when',
      'confirmed a.yes',
      'confirmed a.more',
    ]);
    expect(changes[1]?.why).toContain(
      'Before, it met what is expected; now it meets part of what is expected.',
    );
  });

  it('tell what changed in the questionnaire between', async () => {
    const before = await begin();
    const changed = await nextVersion(assay, versionId, (definition) => {
      const questions = definition.sections[0]?.questions ?? [];
      const [asked] = questions.filter(({ key }) => key === 'a.one');
      if (asked) asked.text = 'Which colour is it?';
      definition.sections[0]?.questions.splice(5, 1);
      return definition;
    });
    assay.clock.advanceDays(30);
    const cycle = await walk.send({ questionnaireVersionId: changed });
    await cycle.answer({ 'a.one': 'red' });
    await cycle.confirmAll();
    await cycle.submit();
    const { changes, caveats } = await since(cycle);
    expect(changes.find(({ key }) => key === 'a.one')).toMatchObject({
      kind: 'new',
      reworded: true,
    });
    expect(changes.find(({ key }) => key === 'a.when')).toMatchObject({ kind: 'gone' });
    expect(caveats).toEqual([
      'The questionnaire went from version 1 to version 2.',
      '4 of 4 answers of the later assessment are not reviewed yet. Each counts on the vendor’s word alone until it is, so the points may rise again.',
    ]);
    const back = await between(walk.ids.vendorId, cycle.id, before.id);
    expect(back.body.caveats).toContain('The first of them is the later one.');
  });

  it('compare any two assessments of one vendor, and none of another’s [ASVS 8.2.2]', async () => {
    const one = await begin();
    const other = await begin();
    const elsewhere = await Walk.begin(assay, staff, versionId);
    const foreign = await elsewhere.send();
    await foreign.submit();
    const { vendorId } = walk.ids;
    expect((await between(vendorId, one.id, other.id)).status).toBe(200);
    expect((await between(vendorId, one.id, foreign.id)).status).toBe(404);
    expect((await between(elsewhere.ids.vendorId, one.id, other.id)).status).toBe(404);
    expect((await between(vendorId, one.id, one.id)).status).toBe(409);
    const open = await walk.send();
    expect((await between(vendorId, one.id, open.id)).status).toBe(409);
    expect((await since(open)).changes).toBeUndefined();
  });
});
