import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookedAt } from '../assessments/judge-answer.js';
import { recordAudit } from '../audits/examples.js';
import { formFields } from '../portal/respondent.js';
import { prepare, submitted, type Ids } from '../assessments/trip.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

const reason = 'Six of its reports have the same text.';
const key = 'data.encrypted_at_rest';

describe('the pages of auditors', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let person: Visitor;
  let ids: Ids;
  let assessment: string;
  let audit: string;
  let at: string;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    person = await assay.browser('analyst');
    ids = await prepare(assay, analyst);
    audit = await recordAudit(analyst, { auditor: 'Northgate Assurance' }, ids.vendorId);
    const { body } = await analyst.get<{ auditor: { id: string } }>(`/api/v1/audits/${audit}`);
    at = `/auditors/${body.auditor.id}`;
    assessment = await submitted(assay, analyst, ids);
  });
  afterAll(() => assay.close());

  const versionIn = (page: string) => /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
  const following = async (reply: { status: number; headers: Record<string, string> }) => {
    expect(reply.status).toBe(303);
    return (await person.get(reply.headers['location'] ?? '')).text;
  };

  it('let the reviewer name the audit, and show what the answer rests on', async () => {
    const desk = `/assessments/${assessment}/review/${key}`;
    const { text } = await person.get(desk);
    expect(text).toContain('SOC 2 Type II by Northgate Assurance, to 30 Jun 2026 (0.95)');
    const submissionId = await lookedAt(analyst, `/api/v1/assessments/${assessment}`);
    const read = { version: '0', submissionId };
    const facts = { ...read, judgement: 'meets', evidence: 'document', auditId: audit };
    const refused = await person.post(desk, { ...facts, scopeGap: '', comment: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(
      'Which audit goes with an independent audit or an artefact only.',
    );
    const judged = { ...facts, evidence: 'audit', auditId: '', scopeGap: '', comment: '' };
    expect((await person.post(desk, judged)).status).toBe(303);
    expect((await person.get(desk)).text).toContain('No audit is named.');
    const named = { ...judged, version: '1', auditId: audit };
    expect((await person.post(desk, named)).status).toBe(303);
    const after = (await person.get(desk)).text;
    expect(after).not.toContain('No audit is named.');
    expect(after).toMatch(
      /It rests on<\/h3>\s*<p>SOC 2 Type II by Northgate Assurance, to 30 Jun 2026</,
    );
  });

  it('list auditors with how much leans on them', async () => {
    const { text } = await person.get('/auditors');
    expect(text).toContain(`<a href="${at}">Northgate Assurance</a>`);
    expect((await person.get('/auditors?standing=in_doubt')).text).toContain('No auditor fits');
  });

  it('show all that leans on one before it is put in doubt, and want a reason', async () => {
    const { text } = await person.get(`${at}/standing`);
    expect(text).toContain('1 answer that rests on them counts as the vendor’s word.');
    expect(text).toContain('Corridor Gateway');
    expect(text).toContain('Were it in doubt');
    const version = versionIn(text);
    const refused = await person.post(`${at}/doubt`, { version, reason: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Why it is in doubt is missing.');
    expect(refused.text).toContain('1 answer that rests on them counts as the vendor’s word.');
    const done = await following(await person.post(`${at}/doubt`, { version, reason }));
    expect(done).toContain('In doubt since 23 Nov 2026.');
    expect(done).toContain(reason);
    const again = await person.post(`${at}/doubt`, { version, reason });
    expect(again.status).toBe(422);
  });

  it('say so where a judgement and a score lean on it', async () => {
    const desk = (await person.get(`/assessments/${assessment}/review/${key}`)).text;
    expect(desk).toContain(
      'It proves nothing today: Northgate Assurance has been in doubt since 23 Nov 2026.',
    );
    const score = (await person.get(`/assessments/${assessment}/score`)).text;
    expect(score).toContain('Something it leans on has changed since');
    const viewer = await assay.browser('viewer');
    const seen = (await viewer.get(`/assessments/${assessment}/score`)).text;
    expect(seen).toContain('Something it leans on has changed since');
    expect(seen).not.toContain('Score it again');
  });

  it('score everything that leans on it again, and restore it', async () => {
    await following(await person.post(`${at}/rescorings`, {}));
    await assay.settle();
    const { text } = await person.get(at);
    expect(text).toContain('1 assessment scored again: 1 came to another score');
    const { text: score } = await person.get(`/assessments/${assessment}/score`);
    expect(score).not.toContain('Something it leans on has changed since');
    expect(score).toContain('Northgate Assurance has been in doubt since 23 Nov 2026.');

    const form = await person.get(`${at}/standing`);
    expect(form.text).toContain('Restore Northgate Assurance to good standing');
    const facts = { version: versionIn(form.text), reason: 'It explained all of it.' };
    const back = await following(await person.post(`${at}/good-standing`, facts));
    expect(back).toContain('In good standing');
    const scores = `/assessments/${assessment}/scores`;
    expect((await person.post(scores, { cause: '' })).status).toBe(422);
    const told = await following(await person.post(scores, { cause: 'It is in good standing.' }));
    expect(told).toContain('Number 5, this one');
  });

  it('take a new one, and change how one is called', async () => {
    const blank = formFields((await person.get('/auditors/new')).text);
    const taken = { ...blank, name: 'northgate ASSURANCE', website: '' };
    const refused = await person.post('/auditors', taken);
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('There is an auditor of this name already.'),
    ]);
    expect(refused.text).toContain('value="northgate ASSURANCE"');
    const made = await person.post('/auditors', {
      ...blank,
      name: 'Halden Trust',
      kind: 'platform',
    });
    const page = made.headers['location'] ?? '';
    expect(await following(made)).toMatch(/<h1>Halden Trust<\/h1>[\s\S]*Compliance platform/);
    const form = formFields((await person.get(`${page}/edit`)).text);
    const website = 'https://halden.example';
    const changed = await person.post(page, { ...form, name: 'Halden <b>', website });
    expect(await following(changed)).toContain(`href="${website}"`);
    const stale = await person.post(page, { ...form, name: 'Late' });
    expect([stale.status, stale.text]).toEqual([
      422,
      expect.stringContaining('Somebody else changed this entry meanwhile'),
    ]);
    const over = formFields(stale.text);
    expect(await following(await person.post(page, over))).toContain('<h1>Late</h1>');
  });

  it('stand under the audits in the menu, and tabs lead from one list to the other', async () => {
    for (const page of ['/audits', '/auditors']) {
      const { text } = await person.get(page);
      expect(text).toContain('<a href="/audits" aria-current="page">Audits</a></li>');
      expect(text).toContain(`href="${page === '/audits' ? '/auditors' : '/audits'}"`);
    }
  });

  it('are not for those who may only look, beyond looking', async () => {
    const viewer = await assay.browser('viewer');
    expect((await viewer.get(at)).text).not.toContain('Put in doubt');
    expect((await viewer.get(`${at}/standing`)).status).toBe(403);
    expect((await viewer.post(`${at}/rescorings`, {})).status).toBe(403);
    expect((await person.get('/auditors/01a2179a-5968-74c6-8091-8e7aa592d8b4')).status).toBe(404);
  });
});
