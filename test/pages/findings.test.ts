import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FindingView } from '../../src/findings/index.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { auditWithParts } from '../audits/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { formFields } from '../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';

const reason = 'Only test prompts go through it until March.';

describe('the pages of findings', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let person: Visitor;
  let approver: Visitor;
  let viewer: Visitor;
  let ids: Ids;
  let id: string;
  let at: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api('analyst');
    person = await assay.browser('analyst');
    approver = await assay.browser('approver');
    viewer = await assay.browser('viewer');
    ids = await prepare(assay, staff);
  });
  afterAll(() => assay.close());

  const following = async (who: Visitor, reply: Reply): Promise<string> => {
    expect([reply.status, reply.text]).toEqual([303, '']);
    const [page = ''] = (reply.headers['location'] ?? '').split('#');
    return (await who.get(page)).text;
  };
  const formOf = async (path: string) => formFields((await person.get(path)).text);
  const act = async (what: string, facts: Record<string, string>) =>
    person.post(`${at}/${what}`, { ...(await formOf(`${at}/${what}`)), ...facts });
  const read = async (one = id) => (await staff.get<FindingView>(`/api/v1/findings/${one}`)).body;

  it('say what belongs there while there is none, and lead to raising one', async () => {
    const { text } = await person.get('/findings');
    expect(text).toContain('No findings yet');
    expect((await viewer.get('/findings')).text).not.toContain('Raise a finding');
    expect((await person.get('/findings/new?q=corr')).text).toContain(
      `<a href="/vendors/${ids.vendorId}/findings/new">Corridor Gateway</a>`,
    );
    expect((await person.get('/findings/new?q=zzz')).text).toContain('No vendor fits');
    expect((await person.get('/findings?state=verified')).text).toContain('No finding fits');
    expect((await person.get(`/vendors/${ids.vendorId}/findings`)).text).toContain('No findings');
  });

  it('raise one by hand: a fault is told with what was typed, success leads to it', async () => {
    const path = `/vendors/${ids.vendorId}/findings`;
    const blank = await formOf(`${path}/new`);
    const facts = { ...blank, detail: 'Typed before', severity: 'high', dueOn: '2026-01-01' };
    const refused = await person.post(path, facts);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Title is missing.');
    expect(refused.text).toContain('Typed before');
    const title = 'Dependencies are not pinned';
    const past = await person.post(path, { ...facts, title });
    expect(past.text).toContain('Due is in the past.');
    const good = { ...facts, title, engagementId: ids.engagementId, dueOn: '' };
    const reply = await person.post(path, good);
    [, id = ''] = /\/findings\/([0-9a-f-]{36})$/.exec(reply.headers['location'] ?? '') ?? [];
    at = `/findings/${id}`;
    const text = await following(person, reply);
    expect(text).toContain(title);
    expect(text).toContain('<li aria-current="step">Open</li>');
    expect(text).toContain('Raised by hand');
    expect(text).toContain('due in 30 days');
  });

  it('list, filter, count and offer what is seen as files', async () => {
    const list = (await person.get('/findings?severity=high&state=owed&q=')).text;
    expect(list).toContain(`<a href="${at}">Dependencies are not pinned</a>`);
    expect(list).toContain('1 finding, <strong>1 owed</strong>');
    expect(list).toContain('href="/findings.csv?severity&#x3D;high&amp;state&#x3D;owed"');
    expect((await person.get('/findings?severity=low')).text).toContain('No finding fits');
    const file = await viewer.get('/findings.csv?severity=high');
    expect(file.text).toContain(',Dependencies are not pinned,');
    const workbook = await viewer.get('/findings.xlsx');
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
    const tab = (await person.get(`/vendors/${ids.vendorId}`)).text;
    expect(tab).toMatch(/Findings <span class="muted num">1<\/span>/);
    expect(tab).toContain('1 owed</a>');
  });

  it('show a clash to whoever comes second, and keep what was typed', async () => {
    const mine = await formOf(`${at}/edit`);
    const theirs = await formOf(`${at}/edit`);
    const first = await person.post(at, { ...theirs, severity: 'very_high' });
    expect(first.status).toBe(303);
    const second = await person.post(at, { ...mine, detail: 'My own words' });
    expect(second.status).toBe(422);
    expect(second.text).toContain(
      'Test analyst changed this finding meanwhile. Yours is not saved',
    );
    expect(second.text).toContain('My own words');
    expect(second.text).toMatch(/As it stands now[^]*<dt>Severity<\/dt><dd>Very high/);
    expect(second.text).toMatch(new RegExp(`<a href="${at}">Keep theirs</a>`));
    expect(second.text).toContain('Save yours over it</button>');
    expect((await read()).severity).toBe('very_high');
    const over = await person.post(at, formFields(second.text));
    expect(over.status).toBe(303);
    expect(await read()).toMatchObject({ severity: 'high', detail: 'My own words' });
    await person.post(at, { ...(await formOf(`${at}/edit`)), severity: 'very_high', detail: '' });
  });

  it('offer an act over what somebody changed meanwhile, and say where it cannot be any more', async () => {
    const mine = await formOf(`${at}/plan`);
    await person.post(at, { ...(await formOf(`${at}/edit`)), severity: 'high' });
    const plan = { plan: 'Pin all of it.', plannedFor: '2026-12-09' };
    const clash = await person.post(`${at}/plan`, { ...mine, ...plan });
    expect(clash.status).toBe(422);
    expect(clash.text).toContain('Yours is not saved: keep theirs, or save yours over it.');
    expect(clash.text).toContain('Pin all of it.');
    expect((await person.post(`${at}/plan`, formFields(clash.text))).status).toBe(303);
    const late = (await person.get(`${at}/verification`)).text;
    expect(late).toContain('This finding is planned, so it cannot be verified now.');
    expect(late).not.toContain('Verify it</button>');
  });

  it('go from planned to verified, each act on a page of its own', async () => {
    expect((await act('plan', { plan: '', plannedFor: '2026-12-10' })).status).toBe(422);
    await act('plan', { plan: 'Lock files with hashes.', plannedFor: '2026-12-10' });
    let page = (await person.get(at)).text;
    expect(page).toContain('<li aria-current="step">Planned</li>');
    expect(page).toContain('Lock files with hashes.');
    page = await following(person, await act('resolution', { resolution: 'Done in May.' }));
    expect(page).toContain('<li aria-current="step">Resolved</li>');
    expect(page).toContain('Verify the fix');
    expect(page).not.toContain('Say it is closed</a>');
    page = await following(person, await act('verification', { verification: 'Saw a build.' }));
    expect(page).toContain('Saw a build.');
    page = await following(person, await act('reopening', { reason: 'Not everywhere.' }));
    expect(page).toContain('Not everywhere.');
    expect(page).toMatch(/<li aria-current="step">Open<\/li>/);
    expect(page).toContain('Lock files with hashes. Until 10 Dec 2026.');
    const late = await person.post(`${at}/verification`, { version: '7', verification: 'x' });
    expect(late.status).toBe(422);
  });

  it('attach evidence of the fix, old or new, and detach it', async () => {
    const door = { assay, headers: staff.headers };
    const file = { name: 'build.txt', content: textOf(100) };
    const url = `/api/v1/vendors/${ids.vendorId}/evidence`;
    const { body } = await sendForm(door, url, { title: 'A build log' }, file);
    const page = await following(
      person,
      await person.post(`${at}/evidence`, { evidenceId: body.id }),
    );
    expect(page).toContain(`<a href="/evidence/${body.id}">A build log</a>`);
    const used = (await person.get(`/evidence/${body.id}`)).text;
    expect(used).toContain(`href="${at}"`);
    const removal = await person.post(`${at}/evidence/removal`, { evidenceId: body.id });
    expect(await following(person, removal)).toContain('No evidence of the fix is attached.');
    const form = await person.get(`/vendors/${ids.vendorId}/evidence/new?finding=${id}`);
    expect(form.text).toContain(`<a href="${at}">`);
  });

  it('ask for the risk to be accepted; oneself cannot approve it, somebody else can', async () => {
    const short = await person.post(`${at}/acceptance`, { reason: 'Short', until: '2027-01-31' });
    expect(short.status).toBe(422);
    const far = await person.post(`${at}/acceptance`, { reason, until: '2031-01-31' });
    expect(far.text).toContain('the last day the policy allows');
    const asked = await person.post(`${at}/acceptance`, { reason, until: '2027-01-31' });
    const page = await following(person, asked);
    expect(page).toContain('You asked for this yourself: somebody else has to approve it.');
    expect(page).toContain('Withdraw it');
    expect(page).not.toContain('/approval');
    const waits = (await approver.get('/')).text;
    expect(waits).toContain('Approve or refuse a risk acceptance');
    const [, acceptance] = /href="(\/acceptances\/[0-9a-f-]+)\/approval"/.exec(
      (await approver.get('/acceptances?state=requested')).text,
    ) ?? ['', ''];
    const form = (await approver.get(`${acceptance}/approval`)).text;
    expect(form).toContain(reason);
    expect(form).toContain('How the vendor stands');
    expect((await person.post(`${acceptance}/approval`)).status).toBe(403);
    await person.post(at, { ...(await formOf(`${at}/edit`)), title: 'Worse than we thought' });
    const blind = await approver.post(`${acceptance}/approval`, formFields(form));
    expect(blind.status).toBe(422);
    expect(blind.text).toContain('Test analyst changed this finding meanwhile');
    expect(blind.text).toContain('Worse than we thought');
    expect(blind.text).toContain('Approve it all the same</button>');
    const seen = formFields(blind.text);
    await person.post(at, {
      ...(await formOf(`${at}/edit`)),
      title: 'Dependencies are not pinned',
    });
    const still = await approver.post(`${acceptance}/approval`, seen);
    expect(still.status).toBe(422);
    const borne = await following(
      approver,
      await approver.post(`${acceptance}/approval`, formFields(still.text)),
    );
    expect(borne).toContain('<li aria-current="step">Risk accepted</li>');
    expect(borne).toContain('Approved by Test approver');
    const again = await approver.post(`${acceptance}/refusal`, { reason: 'No.' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('This acceptance is approved already, by Test approver');
    expect(again.text).toContain('Not saved, what you wrote');
    expect(again.text).not.toContain('Refuse it</button>');
    const empty = await approver.post(`${acceptance}/end`, { reason: '' });
    expect(empty.status).toBe(422);
    const ended = await approver.post(`${acceptance}/end`, { reason: 'It leaked.' });
    expect(await following(approver, ended)).toContain('<li aria-current="step">Open</li>');
  });

  it('tell an administrator who asked for it that somebody else has to approve', async () => {
    const both = await assay.browser('administrator');
    const asked = await both.post(`${at}/acceptance`, { reason, until: '2027-01-31' });
    expect(asked.status).toBe(303);
    const [line] = (await staff.get<{ id: string }[]>('/api/v1/acceptances?state=requested')).body;
    const own = `/acceptances/${line?.id}`;
    const form = (await both.get(`${own}/approval`)).text;
    expect(form).toContain('You asked for this yourself: somebody else has to approve it.');
    expect(form).not.toContain('Approve it');
    expect((await both.post(`${own}/approval`, { version: '1' })).status).toBe(403);
    expect((await approver.post(`${own}/refusal`, { reason: 'Too long.' })).status).toBe(303);
    expect((await both.get(at)).text).toContain('Refused by Test approver');
    await both.post(`${at}/acceptance`, { reason, until: '2027-01-31' });
    const [next] = (await staff.get<{ id: string }[]>('/api/v1/acceptances?state=requested')).body;
    const withdrawn = await both.post(`/acceptances/${next?.id}/withdrawal`);
    expect(await following(both, withdrawn)).toContain('Withdrawn by Test administrator');
  });

  it('show whoever only reads everything, and nothing to press', async () => {
    const { text } = await viewer.get(at);
    expect(text).toContain('Dependencies are not pinned');
    expect(text).not.toMatch(/<form[^>]*action="\/(findings|acceptances)/);
    expect(text).not.toContain('/acceptance"');
    for (const what of ['edit', 'plan', 'resolution', 'verification', 'reopening', 'acceptance'])
      expect([what, (await viewer.get(`${at}/${what}`)).status]).toEqual([what, 403]);
  });

  it('raise one from what an auditor found, once, and show it there', async () => {
    const { audits, 'audit-exceptions': exception = '' } = await auditWithParts(
      staff,
      ids.vendorId,
      'Leavers kept access. Three of 25.',
    );
    const audit = `/audits/${audits}`;
    const from = `/audit-exceptions/${exception}/finding`;
    expect((await person.get(audit)).text).toContain(`href="${from}"`);
    const form = await person.get(from);
    expect(form.text).toContain('Leavers kept access. Three of 25.');
    const page = await following(person, await person.post(from, formFields(form.text)));
    expect(page).toContain('Leavers kept access</h1>');
    expect(page).toContain(`href="${audit}#exceptions"`);
    expect((await person.get(audit)).text).toMatch(/<a href="\/findings\/[0-9a-f-]+">F-2<\/a>/);
    const again = await person.post(from, formFields(form.text));
    expect(again.status).toBe(422);
    expect(again.text).toContain('F-2 is about this already');
  });

  it('raise one from an answer with what the questionnaire says, and show it there', async () => {
    const assessment = await submitted(assay, staff, ids);
    const desk = `/assessments/${assessment}/review/data.encrypted_at_rest`;
    expect((await person.get(desk)).text).toContain(`href="${desk}/finding"`);
    const form = await person.get(`${desk}/finding`);
    const typed = formFields(form.text);
    expect(typed).toMatchObject({
      title: expect.stringMatching(/\w/),
      severity: expect.any(String),
    });
    const page = await following(person, await person.post(`${desk}/finding`, typed));
    expect(page).toContain(`href="${desk}"`);
    expect((await person.get(desk)).text).toMatch(/Finding <a href="\/findings\/[0-9a-f-]+">F-3: /);
    expect((await person.get(`/assessments/${assessment}`)).text).toContain(String(typed['title']));
    expect((await viewer.get(desk)).text).not.toContain('Raise a finding');
  });

  it('say on the dashboard what is overdue, once, and mark it in the list', async () => {
    assay.clock.set('2027-06-01T09:00:00Z');
    person = await assay.browser('analyst');
    const owner = (await read()).ownerId;
    expect(owner).toBe(staff.userId);
    const list = (await person.get(`/findings?overdue=true&ownerId=${owner}`)).text;
    expect(list).toContain('<span class="late">3 overdue</span>');
    const mine = { ...(await formOf(`${at}/edit`)), ownerId: person.userId, dueOn: '' };
    const refused = await person.post(at, mine);
    expect(refused.text).toContain('Due is missing.');
    const moved = await person.post(at, { ...mine, dueOn: (await read()).dueOn });
    expect(moved.status).toBe(303);
    const { text } = await person.get('/');
    expect(text).toContain('See to a finding that is overdue');
    expect(text).toContain(`/findings?ownerId&#x3D;${person.userId}&amp;overdue&#x3D;true`);
  });
});
