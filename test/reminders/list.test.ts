import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { aVendor, beginAnew, changeObligation, letters, owe, run } from './owing.js';

interface Line {
  id: string;
  obligationId: string;
  title: string;
  readAt?: string;
  snoozedUntil?: string;
  ended?: string;
}

// The clock stands on Monday 23 November 2026, 09:00 UTC.
describe('reminders in Assay', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;
  let earlier: number;

  beforeAll(async () => {
    assay = await startAssay();
  });
  beforeEach(async () => {
    earlier = await beginAnew(assay);
    staff = await assay.api('analyst');
    vendorId = await aVendor(assay, staff, 'Corridor Gateway');
  });
  afterAll(() => assay.close());

  const mine = (dueOn: string, more = {}) =>
    owe(assay, { vendorId, ownerId: staff.userId, dueOn, ...more });
  const list = async (query = '') => (await staff.get<Line[]>(`/api/v1/reminders${query}`)).body;
  const snooze = (id: string, until: string, reason = 'Their report comes in December.') =>
    staff.put(`/api/v1/obligations/${id}/snooze`, { until, reason });

  it('are listed to their reader, and read one by one or all', async () => {
    await mine('2026-11-30', { title: 'One' });
    await mine('2026-11-30', { title: 'Two' });
    await mine('2026-11-30', { title: 'Three' });
    await run(assay);
    const [first, ...others] = await list('?unread=true');
    expect(others).toHaveLength(2);
    expect((await staff.put(`/api/v1/reminders/${first?.id}/reading`)).status).toBe(204);
    expect(await list('?unread=true')).toHaveLength(2);
    expect((await list()).filter(({ readAt }) => readAt)).toHaveLength(1);
    const other = await assay.api('analyst');
    expect((await other.get<Line[]>('/api/v1/reminders')).body).toEqual([]);
    expect((await other.put(`/api/v1/reminders/${others[0]?.id}/reading`)).status).toBe(404);
    expect((await staff.put('/api/v1/reminders/readings')).status).toBe(204);
    expect(await list('?unread=true')).toEqual([]);
  });

  it('stand once a matter, with the latest', async () => {
    await mine('2026-12-23');
    await run(assay);
    assay.clock.set('2026-12-09T09:00:00Z');
    await run(assay);
    expect(await list()).toHaveLength(2);
    expect(await list('?unread=true')).toHaveLength(1);
  });

  it('stand unread though the clock goes on while they are written', async () => {
    await mine('2026-12-23');
    assay.clock.run();
    await run(assay);
    expect(await list('?unread=true')).toHaveLength(1);
  });

  it('do not count as unread once their matter has ended', async () => {
    const id = await mine('2026-11-30');
    await run(assay);
    await changeObligation(assay, id, { endedAt: assay.clock.now(), endedHow: 'done' });
    expect(await list('?unread=true')).toEqual([]);
    expect((await list())[0]).toMatchObject({ ended: 'done' });
  });

  it('are put off with a reason until a day, and come again on it', async () => {
    const id = await mine('2026-12-23');
    expect((await snooze(id, '2026-11-26')).status).toBe(204);
    await run(assay);
    assay.clock.advanceDays(1);
    await run(assay);
    expect(await letters(assay, earlier)).toEqual([]);
    expect((await staff.get(`/api/v1/obligations/${id}/snooze`)).body).toMatchObject({
      until: '2026-11-26',
      reason: 'Their report comes in December.',
    });
    assay.clock.advanceDays(2);
    await run(assay);
    expect((await letters(assay, earlier)).map(({ subject }) => subject)).toEqual([
      'Give notice or renew (Corridor Gateway): due 23 Dec 2026, in 27 days',
    ]);
    assay.clock.advanceDays(1);
    await run(assay);
    expect(await letters(assay, earlier)).toHaveLength(1);
    assay.clock.set('2026-12-09T09:00:00Z');
    await run(assay);
    expect(await letters(assay, earlier)).toHaveLength(2);
  });

  it('are put off for no longer than the policy lets, and never without a reason', async () => {
    const id = await mine('2026-12-23');
    for (const until of ['2026-11-23', '2026-11-20', '2027-01-23', '2026-02-31']) {
      expect((await snooze(id, until)).status).toBe(422);
    }
    expect((await snooze(id, '2026-12-01', ' ')).status).toBe(422);
    expect((await snooze(id, '2027-01-22')).status).toBe(204);
  });

  it('come again at once when putting off is undone, and when the due date moves', async () => {
    const undone = await mine('2026-12-23', { part: 'a' });
    const moved = await mine('2026-12-23', { part: 'b' });
    await snooze(undone, '2026-12-01');
    await snooze(moved, '2026-12-01');
    expect((await staff.delete(`/api/v1/obligations/${undone}/snooze`)).status).toBe(204);
    expect((await staff.delete(`/api/v1/obligations/${undone}/snooze`)).status).toBe(404);
    await changeObligation(assay, moved, { dueOn: '2026-12-07' });
    expect(await run(assay)).toMatchObject({ reminders: 2 });
    const admin = await assay.api();
    const noted = async (subjectId: string) => {
      const { body } = await admin.get<{ action: string }[]>(
        `/api/v1/journal?subjectId=${subjectId}`,
      );
      return body.map(({ action }) => action);
    };
    expect(await noted(undone)).toEqual(['reminders.resumed', 'reminders.put_off']);
    expect(await noted(moved)).toEqual(['reminders.put_off']);
    expect(await noted(staff.userId)).toContain('digest.made');
  });

  it('stand unread again when putting off is undone, unless they were read before', async () => {
    const unread = await mine('2026-11-30', { part: 'a' });
    const read = await mine('2026-11-30', { part: 'b' });
    await run(assay);
    const line = (await list()).find(({ obligationId }) => obligationId === read);
    await staff.put(`/api/v1/reminders/${line?.id}/reading`);
    assay.clock.advance(60_000);
    for (const id of [unread, read]) await snooze(id, '2026-12-01');
    expect(await list('?unread=true')).toEqual([]);
    for (const id of [unread, read]) await staff.delete(`/api/v1/obligations/${id}/snooze`);
    const standing = (await list('?unread=true')).map(({ obligationId }) => obligationId);
    expect(standing).toEqual([unread]);
  });

  it('still reach the manager when the owner has put them off', async () => {
    const admin = await assay.api('administrator');
    const id = await mine('2026-11-09');
    await snooze(id, '2027-01-10');
    expect(await run(assay)).toMatchObject({ reminders: 1 });
    const { body } = await admin.get<Line[]>('/api/v1/reminders');
    expect(body).toMatchObject([{ obligationId: id, cause: 'late' }]);
  });

  describe('on pages', () => {
    let person: Visitor;
    const due = (dueOn: string, more = {}) =>
      owe(assay, { vendorId, ownerId: person.userId, dueOn, ...more });
    beforeEach(async () => {
      person = await assay.browser('analyst');
    });

    it('are counted beside the menu, listed, read and put off', async () => {
      expect((await person.get('/reminders')).text).toContain('Nothing unread');
      const id = await due('2026-11-30', { title: 'Renew <b>it</b>' });
      await due('2026-11-20', { title: 'Late already' });
      await run(assay);
      const order = (await person.get('/reminders')).text;
      expect(order.indexOf('Late already')).toBeLessThan(order.indexOf('Renew &lt;b&gt;'));
      const page = (await person.get('/vendors')).text;
      expect(page).toMatch(/Reminders <span class="num">\(2<span class="visually-hidden"> unread/);
      const listed = (await person.get('/reminders')).text;
      expect(listed).toContain('Renew &lt;b&gt;it&lt;/b&gt;');
      expect(listed).toContain('<span class="late">3 days ago (20 Nov 2026)</span>');
      const [, reading] = /action="(\/reminders\/[^/]+\/reading)"/.exec(listed) ?? [];
      expect((await person.post(reading ?? '')).status).toBe(303);
      const form = await person.get(`/reminders/snoozes/${id}`);
      expect(form.text).toContain('At most 60 days from now.');
      const bad = await person.post(`/reminders/snoozes/${id}`, {
        until: '2026-11-01',
        reason: '',
      });
      expect(bad.status).toBe(422);
      expect(bad.text).toContain('Reason is missing.');
      const good = { until: '2026-12-01', reason: 'They are on holiday.' };
      expect((await person.post(`/reminders/snoozes/${id}`, good)).status).toBe(303);
      expect((await person.get('/reminders')).text).toContain('They are on holiday.');
      const dueDates = (await person.get('/due?at=2026-11-30')).text;
      expect(dueDates).toContain('reminders put off until 1 Dec 2026');
      expect(dueDates).toMatch(/Put reminders off<span class="visually-hidden">: Late already/);
      expect((await person.post(`/reminders/snoozes/${id}/end`)).status).toBe(303);
      expect((await person.get('/reminders')).text).not.toContain('They are on holiday.');
      expect((await person.post('/reminders/readings')).status).toBe(303);
      expect((await person.get('/reminders')).text).toContain('Nothing unread');
      expect((await person.get('/reminders?all=yes')).text).toContain('Late already');
      expect((await person.get('/reminders?cursor=x')).status).toBe(422);
    });

    it('come when a person says under their account', async () => {
      const page = (await person.get('/account')).text;
      expect(page).toContain('<option value="Europe/Lisbon"></option>');
      const wishes = {
        version: 0,
        zone: 'Europe/Lisbon',
        digestHour: 7,
        quietWeekdays: ['sunday'],
        quietDays: '2026-12-24 to 2026-12-26\r\n2027-01-01',
      };
      expect((await person.post('/account/reminders', wishes)).status).toBe(303);
      const saved = (await person.get('/account')).text;
      expect(saved).toContain('2026-12-24 to 2026-12-26\n2027-01-01</textarea>');
      expect(saved).toMatch(/<option value="7" selected>/);
      for (const wrong of [{ zone: 'Europe/Nowhere' }, { quietDays: 'tomorrow' }, { zone: '' }]) {
        const sent = await person.post('/account/reminders', { ...wishes, version: 1, ...wrong });
        expect(sent.status).toBe(422);
      }
      const stale = await person.post('/account/reminders', wishes);
      expect(stale.text).toContain('changed by somebody else meanwhile');
    });

    it('are passed on to the manager whom an administrator names', async () => {
      const admin = await assay.browser('administrator');
      const form = (await admin.get(`/users/${person.userId}`)).text;
      expect(form).toContain('Nobody in particular');
      const facts = { version: 1, name: 'Ines', role: 'analyst', managerId: staff.userId };
      expect((await admin.post(`/users/${person.userId}`, facts)).status).toBe(303);
      expect((await admin.get(`/users/${person.userId}`)).text).toMatch(
        new RegExp(`<option value="${staff.userId}" selected>`),
      );
      const self = { ...facts, version: 2, managerId: person.userId };
      expect((await admin.post(`/users/${person.userId}`, self)).status).toBe(422);
      const end = await admin.post(`/users/${person.userId}/access-end`, { version: 2 });
      expect(end.status).toBe(303);
      const api = await assay.api();
      expect((await api.get(`/api/v1/users/${person.userId}`)).body).toMatchObject({
        managerId: staff.userId,
        disabled: true,
      });
    });
  });

  describe('by mail, stopped from within the letter', () => {
    const offPath = async () => new URL((await letters(assay, earlier)).at(-1)?.off ?? '').pathname;
    const wishes = async () =>
      (await staff.get<{ digestsByMail: boolean }>('/api/v1/me/preferences')).body;
    const oneClick = (path: string, headers = {}) =>
      assay.send({
        method: 'POST',
        url: path,
        payload: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });

    beforeEach(async () => {
      await mine('2026-11-30');
      await run(assay);
    });

    it('by one click of a mail program, without a session, from anywhere (RFC 8058)', async () => {
      const path = await offPath();
      const { status } = await oneClick(path, { origin: 'https://mail.elsewhere.example' });
      expect(status).toBe(200);
      expect((await wishes()).digestsByMail).toBe(false);
      expect((await oneClick(path)).status).toBe(200);
      await mine('2026-11-24', { part: 'b' });
      assay.clock.advanceDays(1);
      expect(await run(assay)).toMatchObject({ reminders: 1 });
      expect(await letters(assay, earlier)).toHaveLength(1);
      expect(await list('?unread=true')).toHaveLength(2);
    });

    it('by a form with parts as well, as mail programs may send it', async () => {
      const path = await offPath();
      const part = (name: string, value: string) =>
        `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
      const sent = (payload: string) =>
        assay.send({
          method: 'POST',
          url: path,
          payload: `${payload}--x--\r\n`,
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
        });
      expect((await sent(part('List-Unsubscribe', 'No'))).status).toBe(404);
      expect((await sent(part('x', 'y'.repeat(100_000)))).status).toBeGreaterThanOrEqual(400);
      expect((await sent(part('x', 'y').repeat(50))).status).toBeGreaterThanOrEqual(400);
      expect((await wishes()).digestsByMail).toBe(true);
      expect((await sent(part('List-Unsubscribe', 'One-Click'))).status).toBe(200);
      expect((await wishes()).digestsByMail).toBe(false);
    });

    it('not by looking, however often', async () => {
      const path = await offPath();
      for (const method of ['GET', 'HEAD'] as const) {
        for (let time = 0; time < 20; time += 1) {
          expect((await assay.send({ method, url: path })).status).toBe(200);
        }
      }
      expect((await wishes()).digestsByMail).toBe(true);
      expect((await assay.stranger.get(path)).text).toContain('Stop the digest letters?');
    });

    it('by nothing but the address in the letter, meant as such [ASVS 8.2.2]', async () => {
      const path = await offPath();
      const wrong = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
      for (const url of [wrong, '/digests-off/x', `${path}x`, `/digests-off/${'A'.repeat(43)}`]) {
        expect((await oneClick(url)).status).toBe(404);
        expect((await assay.send({ method: 'GET', url })).status).toBe(404);
      }
      const empty = await assay.send({ method: 'POST', url: path });
      expect(empty.status).toBe(404);
      expect((await wishes()).digestsByMail).toBe(true);
    });

    it('and the secret is good for nothing else, nor kept anywhere [ASVS 14.2.1]', async () => {
      const secret = (await offPath()).split('/').at(-1) ?? '';
      for (const url of [`/answer/${secret}`, `/password?token=${secret}`]) {
        expect((await assay.send({ method: 'GET', url })).status).not.toBe(200);
      }
      const bearer = { authorization: `Bearer ${secret}` };
      expect((await assay.stranger.get('/api/v1/reminders', bearer)).status).toBe(401);
      const cookie = { cookie: `assay=${secret}` };
      expect((await assay.stranger.get('/reminders', cookie)).status).not.toBe(200);
      await oneClick(`/digests-off/${secret}`);
      const admin = await assay.api();
      const { text } = await admin.get(`/api/v1/journal?subjectId=${staff.userId}&size=200`);
      expect(text).toContain('preferences.changed');
      for (const seen of [text, (await admin.get('/api/v1/journal?size=200')).text]) {
        expect(seen).not.toContain(secret);
      }
      const rows = await assay.database.sql<object[]>`SELECT * FROM digest`;
      expect(JSON.stringify(rows)).not.toContain(secret);
    });
  });
});
