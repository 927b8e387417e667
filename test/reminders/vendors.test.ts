import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  answerAll,
  draft,
  prepare,
  secretsInLetters,
  send,
  type Ids,
} from '../assessments/trip.js';
import { JournalQueries } from '../../src/journal/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { beginAnew, changeUser, letters, run } from './owing.js';

interface Letter {
  id: string;
  about: { id: string };
}

// The clock stands on Monday 23 November 2026, 09:00 UTC.
describe('reminders of vendors', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let ids: Ids;
  let assessmentId: string;
  let earlier: number;
  const contact = 'rui@corridor.example';

  beforeAll(async () => {
    assay = await startAssay();
  });
  beforeEach(async () => {
    earlier = await beginAnew(assay);
    staff = await assay.api('analyst');
    ids = await prepare(assay, staff);
    assessmentId = await draft(staff, ids, { dueOn: '2026-12-18' });
    await send(staff, assessmentId);
    await assay.settle();
  });
  afterAll(() => assay.close());

  const theirs = async () =>
    (await letters(assay, earlier)).filter(
      ({ to, text }) => to === contact && !text.includes('/answer/'),
    );
  const runOn = async (day: string) => {
    assay.clock.set(`${day}T09:00:00Z`);
    await run(assay);
  };

  it('follow a ladder of their own: T-14, T-7, T, then weekly', async () => {
    for (let day = 23; day < 23 + 45; day += 1) {
      await run(assay);
      assay.clock.advanceDays(1);
    }
    expect((await theirs()).map(({ subject }) => subject)).toEqual([
      'Test analyst asks for answers about Gateway for all prompts by 18 Dec 2026',
      'Test analyst asks for answers about Gateway for all prompts by 18 Dec 2026',
      'Test analyst asks for answers about Gateway for all prompts by 18 Dec 2026',
      'Test analyst still waits for answers about Gateway for all prompts, due 18 Dec 2026',
      'Test analyst still waits for answers about Gateway for all prompts, due 18 Dec 2026',
    ]);
    const [first, , today, late] = await theirs();
    expect(first?.text).toContain('(in 14 days)');
    expect(today?.text).toContain(
      'Please answer the questions about Gateway for all prompts today, 18 Dec 2026',
    );
    expect(late?.text).toContain('7 days late');
  });

  it('hold no link and no secret, and say whom to ask', async () => {
    const [secret = ''] = await secretsInLetters(assay, assessmentId);
    await runOn('2026-12-04');
    const [letter] = await theirs();
    for (const part of [letter?.text, letter?.html]) {
      expect(part).not.toContain(secret);
      expect(part).not.toContain('/answer/');
      expect(part).not.toMatch(/https?:\/\//);
      expect(part).toContain('Use the link in our earlier letter');
      expect(part).toContain('Test analyst');
      expect(part).toContain('16 Feb 2027');
    }
    expect(letter?.off).toBeUndefined();
  });

  it('stop with the answers', async () => {
    const [secret = ''] = await secretsInLetters(assay, assessmentId);
    await runOn('2026-12-04');
    await answerAll(assay, secret);
    await runOn('2026-12-11');
    await runOn('2026-12-18');
    expect(await theirs()).toHaveLength(1);
  });

  it('stop even before the due dates are derived anew', async () => {
    const [secret = ''] = await secretsInLetters(assay, assessmentId);
    await answerAll(assay, secret);
    assay.clock.set('2026-12-04T09:00:00Z');
    await assay.database.transaction(async () => {
      await assay.database.sql`
        UPDATE obligation SET ended_at = NULL, ended_how = NULL WHERE vendor_id = ${ids.vendorId}`;
    });
    await run(assay);
    expect(await theirs()).toEqual([]);
  });

  it('reach each invited contact once, and nobody whose invitation was revoked', async () => {
    const other = { name: 'Bea Lind', email: 'bea@corridor.example' };
    const path = `/api/v1/vendors/${ids.vendorId}/contacts`;
    const { body: added } = await staff.post<{ id: string }>(path, other);
    const invited = { contactId: added.id };
    const invitations = `/api/v1/assessments/${assessmentId}/invitations`;
    const { body: invitation } = await staff.post<{ id: string }>(invitations, invited);
    await runOn('2026-12-04');
    await runOn('2026-12-04');
    const to = async () =>
      (await letters(assay, earlier))
        .filter(({ text }) => text.includes('our earlier letter'))
        .map(({ to: address }) => address)
        .sort();
    expect(await to()).toEqual(['bea@corridor.example', contact]);
    expect((await staff.delete(`/api/v1/invitations/${invitation.id}`)).status).toBe(204);
    await runOn('2026-12-11');
    expect(await to()).toEqual(['bea@corridor.example', contact, contact]);
  });

  it('say that a link has ended, and ask an administrator where its owner is gone', async () => {
    await assay.api('administrator');
    await changeUser(assay, staff.userId, { disabledAt: assay.clock.now() });
    await runOn('2027-03-15');
    const [letter] = await theirs();
    expect(letter?.text).toContain('does not work any more');
    expect(letter?.text).toContain('Write to Test administrator');
  });

  it('keep to the office hours of the owner, and leave weekends out', async () => {
    const wishes = { zone: 'America/New_York', digestHour: 8, quietWeekdays: [], quietDays: [] };
    const etag = { 'if-match': '"0"' };
    const sent = { ...wishes, digestsByMail: true };
    await staff.put('/api/v1/me/preferences', sent, etag);
    assay.clock.set('2026-12-04T12:59:00Z');
    await run(assay);
    expect(await theirs()).toEqual([]);
    assay.clock.set('2026-12-05T15:00:00Z');
    await run(assay);
    expect(await theirs()).toEqual([]);
    assay.clock.set('2026-12-07T13:00:00Z');
    await run(assay);
    expect(await theirs()).toHaveLength(1);
  });

  it('ask again what became of our data, until it is confirmed or the link ends', async () => {
    const path = `/api/v1/vendors/${ids.vendorId}/offboarding`;
    const { body } = await staff.post<{ id: string }>(path, { dueOn: '2026-12-30' });
    const at = `/api/v1/offboardings/${body.id}`;
    const { contactId } = ids;
    const ask = async () => {
      const asked = await staff.post<{ id: string }>(`${at}/requests`, { contactId });
      expect(asked.status).toBe(201);
      const { id } = asked.body;
      const administrator = await assay.api();
      const { body: all } = await administrator.get<Letter[]>('/api/v1/letters?size=100');
      const letter = all.find(({ about }) => about.id === id);
      const { body } = await administrator.get<{ text: string }>(`/api/v1/letters/${letter?.id}`);
      return { id, secret: /\/offboarding\/([\w-]{43})\s/.exec(body.text)?.[1] ?? '' };
    };
    const { secret } = await ask();
    await assay.settle();
    const reminded = async () =>
      (await letters(assay, earlier)).filter(({ subject }) =>
        subject.includes('became of its data'),
      );
    const subjects = async () => (await reminded()).slice(1).map(({ subject }) => subject);
    for (const day of ['2026-12-14', '2026-12-16', '2026-12-17', '2026-12-23']) await runOn(day);
    const early =
      'Test analyst asks Corridor Gateway to confirm what became of its data by 30 Dec 2026';
    expect(await subjects()).toEqual([early, early]);
    for (const part of [(await reminded())[1]?.text, (await reminded())[1]?.html]) {
      expect(part).not.toContain(secret);
      expect(part).not.toContain('/offboarding/');
    }
    await runOn('2027-01-06');
    const late =
      'Test analyst still waits to hear what became of its data at Corridor Gateway, due 30 Dec 2026';
    expect(await subjects()).toEqual([early, early, late]);
    expect((await staff.get<object[]>(`${at}/requests`)).body).toMatchObject([
      { remindedAt: '2027-01-06T09:00:00.000Z' },
    ]);
    const again = await ask();
    await runOn('2027-01-06');
    const answer = {
      ...{ dataWas: 'deleted', doneOn: '2026-11-20', method: 'Overwritten.' },
      confirmedBy: 'Rui Okafor',
    };
    const bearer = { authorization: `Bearer ${again.secret}` };
    const api = '/api/v1/offboarding-answering/confirmations';
    expect((await assay.stranger.post(api, answer, bearer)).status).toBe(201);
    for (const day of ['2027-01-13', '2027-01-20']) await runOn(day);
    expect((await reminded()).filter(({ subject }) => subject === late)).toHaveLength(1);
    const { items } = await assay.app.get(JournalQueries).page({ subjectIds: [body.id] });
    expect(items.filter(({ action }) => action === 'offboarding.reminded')).toHaveLength(3);
  });
});
