import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { verifyJournal } from '../../src/journal/index.js';
import { Mentions } from '../../src/keeping/people/mentions.service.js';
import type { ErasedView, PersonView } from '../../src/keeping/index.js';
import { draft, prepare, send, submitted } from '../assessments/trip.js';
import { letter, recordAudit } from '../audits/examples.js';
import { build } from '../dossiers/examples.js';
import { askedAbout } from '../incidents/examples.js';
import { confirmed, evidenceOf, offboardingAt } from '../offboarding/examples.js';
import { newestSecret } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts } from '../vendors/examples.js';

const { email } = contactFacts;

describe('a person’s data', () => {
  let assay: TestAssay;
  let staff: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
  });
  afterAll(() => assay.close());

  const exported = async (address = email) => {
    const { status, body } = await staff.post<PersonView>('/api/v1/person-exports', {
      email: address,
    });
    expect(status).toBe(200);
    return body.kept;
  };
  const erase = (confirmation: string, address = email) =>
    staff.post<ErasedView & { fields: object }>('/api/v1/person-erasures', {
      ...{ email: address, confirmation },
    });
  const placesOf = (kept: { place: string }[]) => [...new Set(kept.map(({ place }) => place))];

  it('is told whole: where it is, what for, until when, and why some of it stays', async () => {
    const ids = await prepare(assay, staff);
    await submitted(assay, staff, ids);
    await assay.settle();
    const kept = await exported(email.toUpperCase());
    expect(placesOf(kept)).toEqual([
      ...['contact', 'invitation', 'letter', 'journal_detail', 'submission'],
    ]);
    const contact = kept.find(({ place }) => place === 'contact');
    expect(contact).toMatchObject({
      content: { name: 'Rui Okafor', email, vendor: 'Corridor Gateway' },
      stays: expect.stringContaining('still open'),
    });
    const entry = kept.find(({ place }) => place === 'journal_detail');
    expect(entry?.content).toMatchObject({
      action: 'contact.added',
      content: { after: { name: 'Rui Okafor', email } },
    });
    const letter = kept.find(({ place }) => place === 'letter');
    expect(letter?.until).toBe('2027-11-23');
    const journal = await staff.get<{ subject: { id: string } }[]>(
      '/api/v1/journal?action=person.exported',
    );
    expect(journal.body[0]?.subject.id).toBe(createHash('sha256').update(email).digest('hex'));
    expect(journal.text).not.toContain(email);
  });

  it('goes on request only when the address is typed once more, and what must stay is named', async () => {
    const refused = await erase('somebody@else.example');
    expect(refused.status).toBe(422);
    expect(refused.body.fields).toEqual({ confirmation: 'is not the same address' });
    const { status, body } = await erase(email);
    expect([status, body.erased > 3]).toEqual([200, true]);
    expect(placesOf(body.stayed)).toEqual(['contact', 'submission']);
    expect(body.stayed.every(({ stays }) => (stays ?? '').length > 10)).toBe(true);
    expect(placesOf(await exported())).toEqual(['contact', 'submission']);
    const { body: named } = await staff.post<PersonView>('/api/v1/person-exports', {
      name: 'Rui Okafor',
    });
    expect(placesOf(named.kept)).toContain('submission');
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
    const purged = await staff.get<{ reason: string }[]>('/api/v1/purges');
    expect(purged.body.every(({ reason }) => reason === 'request')).toBe(true);
  });

  it('names sealed dossiers of all vendors, too, and of a vendor that was left', async () => {
    const { vendorId } = await prepare(assay, staff);
    const leaver = { name: 'Offa Leaver', email: 'offa@leaver.example' };
    const contacts = `/api/v1/vendors/${vendorId}/contacts`;
    const { body: contact } = await staff.post<{ id: string }>(contacts, leaver);
    const left = await staff.post<{ id: string }>(`/api/v1/vendors/${vendorId}/offboarding`, {});
    const asked = { contactId: contact.id };
    await staff.post(`/api/v1/offboardings/${left.body.id}/requests`, asked);
    const at = offboardingAt(staff, left.body.id);
    const evidenceIds = [await evidenceOf(assay, staff, vendorId)];
    await at.say('data', { ...confirmed, confirmedBy: 'OFFA LEAVER, privacy', evidenceIds });
    const auditId = await recordAudit(staff, {}, vendorId);
    const signed = { ...letter, signedBy: 'Quinn Offstage' };
    const wrote = await staff.post(`/api/v1/audits/${auditId}/bridge-letters`, signed);
    expect(wrote.status).toBe(201);
    const typed = async (name?: string) => {
      const told = { email: leaver.email, ...(name ? { name } : {}) };
      const { body } = await staff.post<PersonView>('/api/v1/person-exports', told);
      return placesOf(body.kept).filter((place) => /offboarding$|letter$/.test(place));
    };
    expect(await typed()).toEqual(['letter', 'offboarding']);
    expect(await typed('quinn  OFFSTAGE')).toEqual(['letter', 'offboarding', 'bridge_letter']);
    const changed = { name: 'Somebody Else', email: 'else@leaver.example' };
    const own = `/api/v1/contacts/${contact.id}`;
    const { headers } = await staff.get(own);
    const moved = await staff.put(own, changed, { 'if-match': headers['etag'] ?? '*' });
    expect([moved.status, moved.text]).toEqual([204, '']);
    const period = { from: '2026-01-01', to: '2026-12-31' };
    for (const url of [`/api/v1/vendors/${vendorId}/dossiers`, '/api/v1/portfolio/dossiers'])
      expect((await build(assay, staff, url, period)).state).toBe('ready');
    const kept = await exported(leaver.email);
    expect(kept.filter(({ place }) => place === 'dossier')).toHaveLength(2);
  });

  it('is found by the name, too, and nothing of a namesake goes before it was shown and chosen', async () => {
    const [one, other] = ['zoe@one.example', 'zoe@other.example'];
    const vendors = [await addVendor(staff), await addVendor(staff)];
    for (const [at, address] of [one, other].entries()) {
      const facts = { name: at === 0 ? 'Zoë Brandt' : 'ZOE  BRANDT', email: address };
      await staff.post(`/api/v1/vendors/${vendors[at]}/contacts`, facts);
    }
    const finding = { vendorId: vendors[0], severity: 'low', title: 'Late' };
    await staff.post('/api/v1/findings', {
      ...finding,
      detail: 'As Zoe Brandt told us on Monday.',
    });
    const asked = async (facts: object) =>
      (await staff.post<PersonView>('/api/v1/person-exports', facts)).body;
    const byOneWord = await asked({ name: 'Brandt' });
    expect(byOneWord.namesakes.map(({ email: address }) => address).sort()).toEqual([one, other]);
    for (const name of ['zoe brandt', ' BRANDT,  Zoë ']) {
      const found = await asked({ name });
      expect(found.namesakes.map(({ email: address }) => address).sort()).toEqual([one, other]);
      expect(found.kept.filter(({ byName }) => byName)).toHaveLength(3);
      expect(placesOf(found.kept)).toContain('finding');
      expect(found.kept.every(({ stays }) => stays !== undefined)).toBe(true);
    }
    const [user] = await assay.database.sql<{ email: string }[]>`
      SELECT email FROM app_user WHERE id = ${staff.userId}`;
    const ours = placesOf((await asked({ email: user?.email })).kept);
    expect(ours).toEqual(expect.arrayContaining(['app_user', 'journal_entry']));
    expect((await staff.post('/api/v1/person-exports', {})).status).toBe(422);
    const browser = await assay.browser();
    const byName = await browser.post('/kept/people', { name: 'zoe' });
    expect(byName.text).toContain('Give first and last name');
    expect(byName.text).not.toContain('Nothing is kept');
    const page = await browser.post('/kept/people', { email: one, name: 'Zoe Brandt' });
    expect(page.text).toContain('More than one has it');
    expect(page.text).toContain('As Zoe Brandt told us on Monday');
    const entries = (await asked({ email: one, name: 'Zoe Brandt' })).kept.filter(
      (kept) => kept.byName,
    );
    expect(entries.map(({ stays }) => /zoe@other.example/.test(stays ?? '')).sort()).toEqual([
      ...[false, true],
    ]);
    const mine = entries.find(({ stays }) => !stays?.includes(other))?.id ?? '';
    const form = { email: one, name: 'Zoe Brandt', entries: [mine] };
    const wrong = await browser.post('/kept/people/erasure', { ...form, confirmation: 'zoe' });
    expect([wrong.status, wrong.text.includes(`value="${mine}" checked`)]).toEqual([422, true]);
    const none = { name: 'Zoe Brandt', confirmation: 'Zoe Brandt' };
    const without = await browser.post('/kept/people/erasure', none);
    expect([without.status, without.text.includes('Nothing is chosen')]).toEqual([422, true]);
    const gone = await browser.post('/kept/people/erasure', { ...form, confirmation: one });
    expect(gone.status).toBe(200);
    const left = await asked({ email: other });
    expect(placesOf(left.kept).slice(0, 2)).toEqual(['contact', 'journal_detail']);
    expect((await asked({ email: one })).kept).toEqual([]);
    const still = (await asked({ name: 'Zoe Brandt' })).kept;
    expect(still.map(({ id }) => id)).not.toContain(mine);
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
  });

  it('is looked for only once the journal is read, and how far that is is told meanwhile', async () => {
    await assay.database.transaction(
      () => assay.database.sql`UPDATE journal_mentions_read SET seq = -9000`,
    );
    const early = await staff.post<{ detail: string }>('/api/v1/person-exports', { email });
    expect([early.status, early.body.detail]).toEqual([
      503,
      expect.stringMatching(/^The journal is being read for whom it names: 0% of \d+ entries/),
    ]);
    const waiting = await (await assay.browser()).post('/kept/people', { email });
    expect([200, 503].includes(waiting.status)).toBe(true);
    await assay.app.get(Mentions).catchUp();
    expect(await exported()).not.toEqual([]);
  });

  it('stays under a legal hold, and while a link can still be used', async () => {
    const ids = await prepare(assay, staff);
    const id = await draft(staff, ids);
    await send(staff, id);
    const waiting = await exported();
    const links = waiting.filter(({ place }) => place === 'invitation');
    expect(links.map(({ stays }) => stays)).toEqual([expect.stringContaining('revoke it first')]);
    const held = { subjectKind: 'vendor', subjectId: ids.vendorId, reason: 'A claim.' };
    await staff.post('/api/v1/legal-holds', held);
    const { body } = await erase(email);
    const why = body.stayed.filter(({ place }) => place === 'letter').map(({ stays }) => stays);
    expect(why).toEqual(['A legal hold keeps it.']);
  });

  it('is told to stand in a printed report about an incident, too, and no link of theirs works after an erasure', async () => {
    const { vendorId } = await prepare(assay, staff);
    const news = { title: 'Poisoned', kind: 'malware', packages: [{ name: 'litellm' }] };
    const { body } = await staff.post<{ id: string }>('/api/v1/incidents', news);
    await askedAbout(assay, staff, body.id, vendorId);
    expect(placesOf(await exported())).not.toContain('report');
    const report = await staff.post(`/api/v1/incidents/${body.id}/reports`, {});
    expect(report.status).toBe(201);
    expect(placesOf(await exported())).toContain('report');
    const bearer = { authorization: `Bearer ${await newestSecret(staff, 'incident')}` };
    const answering = '/api/v1/incident-answering';
    const answer = { used: 'no', actions: 'We do not have it.' };
    const sent = await assay.stranger.post(`${answering}/answers`, answer, bearer);
    expect(sent.status).toBe(201);
    expect((await erase(email)).status).toBe(200);
    expect((await assay.stranger.get(answering, bearer)).status).toBe(401);
  });

  it('of somebody with access goes once their access has ended', async () => {
    const facts = { name: 'Eve Stone', email: 'eve@buyer.example', role: 'viewer' };
    const { body: made } = await staff.post<{ id: string }>('/api/v1/users', facts);
    const before = await exported(facts.email);
    expect(before.find(({ place }) => place === 'app_user')?.stays).toContain('end it first');
    const url = `/api/v1/users/${made.id}`;
    const { headers } = await staff.get(url);
    const ended = { name: facts.name, role: 'viewer', disabled: true };
    await staff.put(url, ended, { 'if-match': headers['etag'] ?? '' });
    expect((await erase(facts.email, facts.email)).body.stayed).toEqual([]);
    expect((await staff.get<object>(url)).body).toMatchObject({
      name: 'Eve Stone',
      email: `purged-${made.id}@purged.invalid`,
    });
    expect(await exported(facts.email)).toEqual([]);
  });

  it('has a page: found, downloaded, and erased after the address is typed again', async () => {
    const browser = await assay.browser();
    const contact = { name: 'Ada Quill', email: 'ada@quill.example' };
    const { vendorId } = await prepare(assay, staff);
    await staff.post(`/api/v1/vendors/${vendorId}/contacts`, contact);
    const asked = { email: contact.email };
    expect((await browser.get('/kept/people')).status).toBe(200);
    expect((await browser.post('/kept/people', { email: 'nobody' })).status).toBe(422);
    const found = await browser.post('/kept/people', asked);
    expect([found.status, found.text.includes('A contact of a vendor')]).toEqual([200, true]);
    const file = await browser.post('/kept/people/export', asked);
    expect(file.headers['content-disposition']).toContain('what-is-kept.json');
    expect(JSON.parse(file.text)).toMatchObject({ email: contact.email });
    const wrong = await browser.post('/kept/people/erasure', { ...asked, confirmation: 'no' });
    expect(wrong.status).toBe(422);
    const right = { ...asked, confirmation: contact.email };
    expect((await browser.post('/kept/people/erasure', right)).text).toContain('are gone');
    expect(await exported(contact.email)).toEqual([]);
  });
});
