import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { User } from '../../src/identity/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import {
  aVendor,
  beginAnew,
  changeObligation,
  changeUser,
  emailOf,
  letters,
  owe,
  run,
} from './owing.js';

// The clock stands on Monday 23 November 2026, 09:00 UTC.
describe('a run of reminders', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;
  let earlier: number;

  beforeAll(async () => {
    assay = await startAssay({ ASSAY_BASE_URL: 'https://assay.meridian.example' });
  });
  beforeEach(async () => {
    earlier = await beginAnew(assay);
    staff = await assay.api('analyst');
    vendorId = await aVendor(assay, staff, 'Corridor Gateway');
  });
  afterAll(() => assay.close());

  const mine = (dueOn: string, more = {}) =>
    owe(assay, { vendorId, ownerId: staff.userId, dueOn, ...more });

  it('writes one letter a person and a day, however much is due', async () => {
    await mine('2026-11-20', { title: 'Renew the SOC 2 report' });
    await mine('2026-11-25', { title: 'Reassess the gateway in full' });
    await mine('2027-01-10', { title: 'Give notice or renew the contract' });
    await mine('2027-03-01', { title: 'Not due for long' });
    expect(await run(assay)).toMatchObject({ reminders: 3 });
    const [letter, ...more] = await letters(assay, earlier);
    expect(more).toEqual([]);
    expect(letter?.to).toBe(await emailOf(assay, staff));
    expect(letter?.subject).toBe(
      '3 things are due, 1 of them late; first Corridor Gateway, 20 Nov 2026',
    );
    for (const part of [letter?.text, letter?.html]) {
      expect(part).toContain('Renew the SOC 2 report');
      expect(part).toContain('3 days late');
      expect(part).toContain('in 2 days');
      expect(part).not.toContain('Not due for long');
      expect(part).toMatch(/Late[^]*This week[^]*Later/);
    }
    expect(letter?.html).not.toMatch(/<img|<script|http:\/\//);
    expect(await run(assay)).toMatchObject({ reminders: 0, people: 0 });
    assay.clock.advance(3_600_000);
    await run(assay);
    expect(await letters(assay, earlier)).toHaveLength(1);
  });

  it('says by when in the subject where it is one thing', async () => {
    await mine('2026-12-23', { title: 'Renew the SOC 2 report' });
    await run(assay);
    const [letter] = await letters(assay, earlier);
    expect(letter?.subject).toBe(
      'Renew the SOC 2 report (Corridor Gateway): due 23 Dec 2026, in 30 days',
    );
  });

  it('writes nothing where nothing is due', async () => {
    expect(await run(assay)).toMatchObject({ reminders: 0 });
    expect(await letters(assay, earlier)).toEqual([]);
  });

  it('reminds at every rung once, and of a missed month once in all', async () => {
    await mine('2026-12-23');
    const subjects = async () =>
      (await letters(assay, earlier)).map(({ subject }) => subject.split(', ')[1]);
    for (let day = 0; day < 32; day += 1) {
      await run(assay);
      assay.clock.advanceDays(1);
    }
    // The weekdays from T-30 on; 9 December is a Wednesday, 16 too, 23 too.
    expect(await subjects()).toEqual(['in 30 days', 'in 14 days', 'in 7 days', 'today']);
    assay.clock.set('2027-01-29T09:00:00Z');
    await run(assay);
    await run(assay);
    expect((await subjects()).slice(4)).toEqual(['37 days late']);
  });

  it('comes by the clock of the person, and after quiet days', async () => {
    const put = await staff.put(
      '/api/v1/me/preferences',
      {
        zone: 'America/New_York',
        digestHour: 8,
        quietWeekdays: ['monday'],
        quietDays: ['2026-11-24'],
        digestsByMail: true,
      },
      { 'if-match': '"0"' },
    );
    expect(put.status).toBe(204);
    await mine('2026-11-24');
    assay.clock.set('2026-11-23T20:00:00Z');
    await run(assay);
    assay.clock.set('2026-11-24T20:00:00Z');
    await run(assay);
    assay.clock.set('2026-11-25T12:59:00Z');
    await run(assay);
    expect(await letters(assay, earlier)).toEqual([]);
    assay.clock.set('2026-11-25T13:00:00Z');
    await run(assay);
    expect((await letters(assay, earlier)).map(({ subject }) => subject)).toEqual([
      'Give notice or renew (Corridor Gateway): due 24 Nov 2026, 1 day late',
    ]);
  });

  it('says nothing of what has ended, and begins anew where the day has moved', async () => {
    const ended = await mine('2026-11-30', { part: 'a' });
    const moved = await mine('2026-11-30', { part: 'b' });
    expect(await run(assay)).toMatchObject({ reminders: 2 });
    await changeObligation(assay, ended, { endedAt: assay.clock.now(), endedHow: 'done' });
    await changeObligation(assay, moved, { title: 'Said otherwise', sequence: 1 });
    assay.clock.advanceDays(1);
    expect(await run(assay)).toMatchObject({ reminders: 0 });
    await changeObligation(assay, moved, { dueOn: '2026-12-02', sequence: 2 });
    assay.clock.advanceDays(1);
    expect(await run(assay)).toMatchObject({ reminders: 1 });
  });

  it('goes by the figures an administrator set', async () => {
    const admin = await assay.api();
    const path = '/api/v1/policies/reminders';
    const { body } = await admin.get<{ figures: Record<string, { now: number }> }>(path);
    const before = Object.fromEntries(
      Object.entries(body.figures).map(([key, { now }]) => [key, now]),
    );
    const set = async (figures: object) => {
      const { headers } = await admin.get(path);
      const etag = { 'if-match': headers['etag'] ?? '' };
      expect((await admin.put(path, { figures }, etag)).status).toBe(204);
      await assay.settle();
    };
    await set({ ...before, firstDays: 120 });
    await mine('2027-03-01');
    expect(await run(assay)).toMatchObject({ reminders: 1 });
    await set(before);
  });

  it('lists without a letter where somebody wants no letters', async () => {
    const { body } = await staff.get<object>('/api/v1/me/preferences');
    const { version: _, ...wishes } = body as { version: number };
    await staff.put(
      '/api/v1/me/preferences',
      { ...wishes, digestsByMail: false },
      { 'if-match': '"0"' },
    );
    await mine('2026-11-30');
    expect(await run(assay)).toMatchObject({ reminders: 1 });
    expect(await letters(assay, earlier)).toEqual([]);
  });

  describe('passed on', () => {
    let manager: Visitor;
    let admin: Visitor;
    const whom = async () => {
      const people = await assay.database.repository(User).find();
      const nameOf = new Map(people.map(({ email, name }) => [email, name]));
      return (await letters(assay, earlier)).map(({ to, text }) => [
        nameOf.get(to),
        /Passed on to you because .*\./.exec(text)?.[0] ?? 'own',
      ]);
    };

    beforeEach(async () => {
      manager = await assay.api('approver');
      admin = await assay.api('administrator');
    });

    it('goes to the manager two weeks after the due date, once a rung', async () => {
      await changeUser(assay, staff.userId, { managerId: manager.userId });
      await mine('2026-11-10');
      await run(assay);
      expect(await whom()).toEqual([['Test analyst', 'own']]);
      assay.clock.set('2026-11-24T09:00:00Z');
      await run(assay);
      await run(assay);
      const told = 'Passed on to you because it is 14 days late; Test analyst owns it.';
      expect((await whom()).slice(1).sort()).toEqual([
        ['Test analyst', 'own'],
        ['Test approver', told],
      ]);
      assay.clock.advanceDays(2);
      await run(assay);
      expect(await whom()).toHaveLength(3);
      assay.clock.advanceDays(5);
      await run(assay);
      expect(await whom()).toHaveLength(5);
    });

    it('goes to the administrators where nobody manages the owner', async () => {
      await mine('2026-11-09');
      await run(assay);
      expect((await whom()).map(([name]) => name).sort()).toEqual([
        'Test administrator',
        'Test analyst',
      ]);
      expect(admin.userId).not.toBe(manager.userId);
    });

    it('goes to the administrators where the manager has no access any more', async () => {
      const disabledAt = assay.clock.now();
      await changeUser(assay, staff.userId, { managerId: manager.userId });
      await changeUser(assay, manager.userId, { disabledAt });
      await mine('2026-11-09');
      await run(assay);
      expect((await whom()).map(([name]) => name).sort()).toEqual([
        'Test administrator',
        'Test analyst',
      ]);
    });

    it('goes at once, and at every rung, where the owner has no access any more', async () => {
      await changeUser(assay, staff.userId, {
        managerId: manager.userId,
        disabledAt: assay.clock.now(),
      });
      await mine('2027-01-10');
      await run(assay);
      expect(await whom()).toEqual([
        ['Test approver', 'Passed on to you because Test analyst has no access any more.'],
      ]);
    });
  });
});
