import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launch, type Browser, type Page } from 'puppeteer-core';
import type { QuestionnaireDefinition } from '../../src/questionnaires/index.js';
import { findBrowser } from '../../src/platform/pdf/index.js';
import { Journal } from '../../src/journal/index.js';
import { routesOf, type Route } from '../api/routes.js';
import { auditWithParts } from '../audits/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { strange } from '../portal/payloads.js';
import { formsIn, nameOrganisation, newestSecret, publish } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { registerWithParts } from '../supply-chain/examples.js';
import { askedAbout } from '../incidents/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { spread } from '../support/thorough.js';
import { contactFacts, engagementFacts, vendorFacts } from '../vendors/examples.js';
import { purgeRunOf } from '../keeping/examples.js';
import { judgeAnswer } from '../assessments/judge-answer.js';

/** Breaks out of a tag, an attribute, a text area, a title and a template; sets `window.hit` where it runs. */
const attack = `'"></textarea></title></template><script>window.hit=1</script><img src=x onerror=window.hit=1>`;
/** The same, in what was told in confidence: wherever it is shown, somebody sees what is sensitive. */
const told = (what: string): string => `${attack}Told-${what}.`;
const isTold = /Told-(?:answers|secrets|gaps|remedies|words)/;
const words = new Set(['title', 'purpose', 'label', 'intro', 'text', 'guidance', 'expectedText']);
const armed = JSON.parse(JSON.stringify(sample), (key, value: unknown) =>
  words.has(key) && typeof value === 'string' ? attack : value,
) as QuestionnaireDefinition;

/** What is downloaded or read by a script. */
const notPages =
  /^\/uploads|\/(pdf|zip|file|note\.txt|preview|definition\.json|due\.csv|exposure\.csv|findings\.(csv|xlsx)|tool-uses\.csv)$/;

/** What the API calls otherwise than the pages. */
const kindsOfApi: Readonly<Record<string, string>> = {
  letters: 'outbox',
  'questionnaire-versions': 'versions',
  'legal-holds': 'holds',
  'purge-runs': 'purges',
  'advisory-events': 'events',
  'advisory-bonds': 'bonds',
  'advisory-imports': 'imports',
  obligations: 'snoozes',
};

/** What shows it all the same, and why nobody is noted. */
const shownToAll: Readonly<Record<string, string>> = {
  '/api/v1/journal': 'an entry of who read the journal would be one more to read',
  '/api/v1/vendors/:id/tools':
    'what a tool is for is part of the register, which an incident needs open',
  '/vendors/:id/tools': 'as above',
};

/** What is not asked for with success, and why: what is new has to be there, or to stand here. */
const notThere: Readonly<Record<string, string[]>> = {
  'wants a choice in its address': [
    '/api/v1/advisory-matches',
    '/api/v1/assessments/:id/section-review-plan',
    '/api/v1/incidents/:id/moves',
    '/api/v1/vendors/:id/comparison',
    '/api/v1/vendors/:id/tool-versions',
  ],
  'there is none of it here; marked, or notes its download itself': [
    '/api/v1/assessments/:id/changes-since-last-cycle',
    '/api/v1/dossiers/:id/zip',
    '/api/v1/evidence/:id/preview',
    '/api/v1/evidence/:id/revisions/:revisionId/file',
    '/dossiers/:id/zip',
    '/evidence/:id/preview',
    '/evidence/:id/revisions/:revisionId/file',
  ],
  'there is none of it here; holds nothing that was told': [
    '/api/v1/calendar-feed',
    '/api/v1/kept-kinds/:code/due',
    '/api/v1/rescorings/:id',
    '/api/v1/uploads/:id',
    '/api/v1/vendors/:id/offboarding',
    '/uploads/:id',
  ],
  'leads to a draft': ['/assessments/:id/reassessment', '/engagements/:id/reassessment'],
};

/** Each field meets a part of what is strange, the next one another part. */
const some = spread(8);

/** Every page of the staff, those added tomorrow as well, with an attack wherever somebody can write. */
describe('pages with text that means harm', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let reader: Visitor;
  let chrome: Browser;
  let page: Page;
  let origin: string;
  let ids: Record<string, string>;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    reader = await assay.browser();
    await nameOrganisation(assay, attack);
    ids = await filled();
    await assay.app.listen(0, '127.0.0.1');
    origin = await assay.app.getUrl();
    const { executable, environment } = await findBrowser();
    chrome = await launch({
      executablePath: executable,
      env: { ...process.env, ...environment },
      args: ['--no-sandbox'],
    });
    page = await chrome.newPage();
    await page.setBypassCSP(true);
    const secret = reader.headers['cookie']?.split('=')[1] ?? '';
    await chrome.setCookie({ name: 'assay', value: secret, domain: '127.0.0.1', path: '/' });
  });
  afterAll(async () => {
    await chrome.close();
    await assay.close();
  });

  const made = async (path: string, body?: object): Promise<string> => {
    const reply = await staff.post<{ id: string }>(path, body);
    expect([path, reply.status < 300, reply.text]).toEqual([path, true, expect.any(String)]);
    return reply.body.id;
  };

  /** One of everything, with the attack in all of its text. */
  async function filled(): Promise<Record<string, string>> {
    const versionId = await publish(assay, armed);
    const facts = { ...vendorFacts, name: attack, description: attack };
    const vendorId = await made('/api/v1/vendors', facts);
    const under = `/api/v1/vendors/${vendorId}`;
    const engagement = { ...engagementFacts, name: attack, purpose: attack };
    const engagementId = await made(`${under}/engagements`, engagement);
    const contactId = await made(`${under}/contacts`, { ...contactFacts, name: attack });
    const credentialFacts = { kind: 'api_key', name: attack.slice(0, 200), opens: told('secrets') };
    const credentialId = await made(
      `/api/v1/engagements/${engagementId}/credentials`,
      credentialFacts,
    );
    const incidentFacts = { title: attack, kind: 'malware', packages: [{ name: 'litellm' }] };
    const incidentId = await made('/api/v1/incidents', incidentFacts);
    await assay.settle();
    const outreach = await askedAbout(assay, staff, incidentId, vendorId, told('words'));
    const named = { vendorId, engagementId, contactId, questionnaireVersionId: versionId };
    const asked = { ...named, dueOn: '2026-12-18', message: attack };
    const assessmentId = await made('/api/v1/assessments', asked);
    const at = `/api/v1/assessments/${assessmentId}`;
    await made(`${at}/dispatches`);
    const by = { authorization: `Bearer ${await newestSecret(staff)}`, 'if-match': '"0"' };
    const answer = async (key: string, given: object): Promise<void> => {
      const path = `/api/v1/answering/questions/${key}`;
      expect([key, (await assay.stranger.put(path, given, by)).status]).toEqual([key, 200]);
    };
    await answer('a.yes', { value: 'yes', comment: told('answers') });
    await answer('a.more', { value: told('answers') });
    const tool = {
      kind: 'other',
      seesOurData: 'no',
      holdsCredentials: 'no',
      purpose: told('answers'),
    };
    await answer('b.tools', { value: [{ name: attack, ...tool }] });
    const helper = { name: attack.slice(0, 100), email: 'bea@corridor.example' };
    const colleague = { ...helper, sections: ['lists'] };
    await assay.stranger.post('/api/v1/answering/delegations', colleague, by);
    await assay.stranger.post('/api/v1/answering/submission', undefined, by);
    await assay.settle();
    const review = { judgement: 'partial', evidence: 'document', comment: told('gaps') };
    expect((await judgeAnswer(staff, at, 'a.more', review)).status).toBe(204);
    await assay.settle();
    const set = { band: 'low', reason: attack, until: '2026-12-18' };
    await made(`${at}/overrides`, set);
    await made(`${at}/overrides`, set);
    const conditions = [{ text: attack, severity: 'high', dueOn: '2026-12-18' }];
    const decision = { outcome: 'approved_with_conditions', reason: attack, conditions };
    await made(`${at}/decision`, decision);
    const reportId = await made(`${at}/reports`, {});
    const person = { name: attack.slice(0, 100), email: 'eve@buyer.example', role: 'viewer' };
    const token = { name: attack.slice(0, 100), scopes: ['vendors.read'], days: 30 };
    expect((await reader.post('/tokens', token)).status).toBe(200);
    const hook = {
      name: attack.slice(0, 100),
      url: 'https://hooks.example/x',
      kinds: ['report.ready'],
    };
    const webhookId = await made('/api/v1/webhooks', hook);
    const deliveryId = await made(`/api/v1/webhooks/${webhookId}/tests`);
    const witness = {
      ...{ name: attack.slice(0, 100), email: 'witness@else.example', rhythm: 'each' },
    };
    const [checkpoint] = await assay.database.sql<{ size: string }[]>`
      SELECT cast(max(size) AS text) AS size FROM journal_checkpoint`;
    const [row] = await assay.database.sql<{ id: string }[]>`
      SELECT id FROM api_token WHERE user_id = ${reader.userId}`;
    const first = async (path: string) => (await staff.get<{ id: string }[]>(path)).body[0]?.id;
    return {
      vendors: vendorId,
      engagements: engagementId,
      contacts: contactId,
      credentials: credentialId,
      ...(await leaving(vendorFacts)),
      ...outreach,
      assessments: assessmentId,
      versions: versionId,
      questionnaires: (await first('/api/v1/questionnaires')) ?? '',
      reports: reportId,
      dossiers: await made(`${at}/dossiers`, { reportId }),
      ...(await auditWithParts(staff, vendorId, attack)),
      ...(await findingOf(vendorId)),
      ...(await registerWithParts(staff, vendorId, attack)),
      ...(await incidentWith(vendorId)),
      evidence: await evidenceOf(vendorId, assessmentId),
      'inventory-imports': await importOf(vendorId),
      checkpoints: checkpoint?.size ?? '',
      holds: await made('/api/v1/legal-holds', {
        ...{ subjectKind: 'vendor', subjectId: vendorId, reason: attack },
      }),
      purges: await purgeRunOf(assay, staff.userId),
      webhooks: webhookId,
      deliveries: deliveryId,
      witnesses: await made('/api/v1/witnesses', witness),
      snoozes: await putOff(),
      outbox: (await first('/api/v1/letters')) ?? '',
      users: await made('/api/v1/users', person),
      tokens: row?.id ?? '',
    };
  }

  async function leaving(facts: object): Promise<Record<string, string>> {
    const vendorId = await made('/api/v1/vendors', { ...facts, name: attack });
    const id = await made(`/api/v1/vendors/${vendorId}/offboarding`, {});
    const said = { outcome: 'not_needed', reason: attack };
    const path = `/api/v1/offboardings/${id}/steps/data`;
    expect((await staff.put(path, said, { 'if-match': '"1"' })).status).toBe(204);
    const person = { name: attack.slice(0, 100), email: 'rui@corridor.example' };
    const contactId = await made(`/api/v1/vendors/${vendorId}/contacts`, person);
    const about = { contactId, message: attack };
    const requestId = await made(`/api/v1/offboardings/${id}/requests`, about);
    const bearer = { authorization: `Bearer ${await newestSecret(staff, 'offboarding')}` };
    const words = { method: told('words'), remains: attack, confirmedBy: attack.slice(0, 200) };
    const confirmation = { dataWas: 'deleted', doneOn: '2020-01-01', ...words };
    const answers = '/api/v1/offboarding-answering/confirmations';
    const { body } = await assay.stranger.post<{ id: string }>(answers, confirmation, bearer);
    expect(body.id).toBeDefined();
    return {
      offboardings: id,
      'offboarding-requests': requestId,
      'offboarding-confirmations': body.id,
    };
  }

  async function incidentWith(vendorId: string): Promise<Record<string, string>> {
    const facts = { summary: attack, disputed: attack, sources: [{ title: attack }] };
    const packages = [{ name: attack, versions: [attack.slice(0, 100)] }];
    const id = await made('/api/v1/incidents', {
      title: attack,
      kind: 'breach',
      packages,
      ...facts,
    });
    await assay.settle();
    const said = { vendorId, status: 'affected', datedOn: '2026-11-20', words: told('words') };
    const statements = await made(`/api/v1/incidents/${id}/statements`, said);
    await made(`/api/v1/incidents/${id}/timeline`, { words: attack });
    await assay.settle();
    const named = { purl: 'pkg:pypi/corridor-sdk', versions: [attack.slice(0, 90)] };
    const published = { kind: 'malware', summary: attack, details: attack, disputed: attack };
    const record = { ...published, notes: attack, otherNames: [attack.slice(0, 90)] };
    const advisories = await made('/api/v1/advisories', { ...record, packages: [named] });
    await made('/api/v1/advisories', { ...record, packages: [named] });
    const text = JSON.stringify({ id: attack });
    const [event] = (await staff.get<{ id: string }[]>('/api/v1/advisory-events')).body;
    const bonds = (await staff.get<{ id: string }[]>('/api/v1/advisory-bonds')).body;
    const pasted = JSON.stringify([
      { id: 'GHSA-1', modified: '2026-03-24T12:00:00Z' },
      { id: text },
    ]);
    return {
      incidents: id,
      statements,
      advisories,
      events: event?.id ?? '',
      bonds: bonds[0]?.id ?? '',
      imports: await made('/api/v1/advisory-imports', { text: pasted }),
    };
  }

  async function findingOf(vendorId: string): Promise<Record<string, string>> {
    const text = { detail: told('gaps'), proposedRemediation: told('remedies') };
    const facts = { vendorId, title: attack, severity: 'high', ...text };
    const id = await made('/api/v1/findings', facts);
    const at = `/api/v1/findings/${id}`;
    const plan = { plan: told('remedies'), plannedFor: '2026-12-10' };
    expect((await staff.put(`${at}/plan`, plan, { 'if-match': '"1"' })).status).toBe(204);
    const asked = { reason: attack, until: '2027-01-31' };
    const acceptance = await made(`${at}/acceptances`, asked);
    const done = { resolution: told('remedies') };
    expect((await staff.post(`${at}/resolution`, done, { 'if-match': '"2"' })).status).toBe(204);
    return { findings: id, acceptances: acceptance };
  }

  async function evidenceOf(vendorId: string, assessmentId: string): Promise<string> {
    const title = attack.slice(0, 200);
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    const file = { name: `${attack.slice(0, 100)}.txt`, content: textOf(100) };
    const door = { assay, headers: staff.headers };
    const { body } = await sendForm(door, url, { title, scope: attack }, file);
    const use = { kind: 'answer', subjectId: assessmentId, part: 'a.more' };
    expect((await staff.post(`/api/v1/evidence/${body.id}/uses`, use)).status).toBe(204);
    expect((await sendForm(door, `/api/v1/evidence/${body.id}/revisions`, {}, file)).status).toBe(
      201,
    );
    return body.id;
  }

  async function importOf(vendorId: string): Promise<string> {
    const components = [{ type: 'library', name: attack, version: attack, purl: attack }];
    const list = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components };
    const file = {
      name: `${attack.slice(0, 100)}.json`,
      content: Buffer.from(JSON.stringify(list)),
    };
    const described = { subject: attack.slice(0, 200), describedOn: '2026-11-20' };
    const door = { assay, headers: staff.headers };
    const url = `/api/v1/vendors/${vendorId}/inventory-imports`;
    return (await sendForm(door, url, described, file)).body.id;
  }

  async function putOff(): Promise<string> {
    await assay.settle();
    const id = (await staff.get<{ id: string }[]>('/api/v1/obligations')).body[0]?.id ?? '';
    const until = { until: '2026-12-01', reason: attack };
    expect((await staff.put(`/api/v1/obligations/${id}/snooze`, until)).status).toBeLessThan(300);
    return id;
  }

  const pathOf = ({ path }: Route): string =>
    path
      .replace(
        /([\w-]+)\/:(?:id|obligationId)/,
        (_, kind: string) => `${kind}/${ids[kindsOfApi[kind] ?? kind]}`,
      )
      .replace(':vendorId', ids['vendors'] ?? '')
      .replace(':questionKey', 'a.more')
      .replace(':section', 'basics')
      .replace(':size', ids['checkpoints'] ?? '')
      .replace(':step', 'data')
      .replace(':code', 'freshness');

  const pages = () =>
    routesOf(assay.app).filter(
      ({ method, isApi, open, path }) =>
        method === 'GET' && !isApi && !open && !notPages.test(path),
    );

  it('and the API show what was told in confidence to nobody before the journal has it [ASVS 16.2.1]', async () => {
    const found: string[] = [];
    const unasked: string[] = [];
    for (const route of routesOf(assay.app).filter(
      ({ method, open }) => method === 'GET' && !open,
    )) {
      await assay.database.transaction(() => assay.database.sql`DELETE FROM sighting`);
      const { size } = await assay.app.get(Journal).head();
      const { status, text, headers } = await (route.isApi ? staff : reader).get(pathOf(route));
      const isNoted = (await assay.app.get(Journal).head()).size > size;
      if (status !== 200) unasked.push(route.path);
      const isFile = /octet-stream|pdf|zip|sheet|image/.test(headers['content-type'] ?? '');
      if ((isTold.test(text) || isFile) && !isNoted) found.push(route.path);
    }
    expect(found.sort()).toEqual(Object.keys(shownToAll).sort());
    expect(unasked.sort()).toEqual(Object.values(notThere).flat().sort());
  });

  it('run nothing, even if their policy did not forbid it [ASVS 1.2.1]', async () => {
    expect(pages().length).toBeGreaterThan(30);
    const found: string[] = [];
    let shown = 0;
    for (const route of pages()) {
      const path = pathOf(route);
      const reply = await page.goto(origin + path);
      const status = reply?.status() ?? 0;
      if (![200, 409].includes(status)) found.push(`${route.path}: ${status}`);
      if ((await page.content()).includes('window.hit')) shown += 1;
      if (await page.evaluate('window.hit')) found.push(`${route.path} ran it`);
      if (await page.$('img[src="x"], body script:not([src])')) found.push(`${route.path} has it`);
    }
    expect(found).toEqual([]);
    expect(shown).toBeGreaterThan(15);
  });

  it('take whatever is sent in any field of any form, and never fail [ASVS 2.2.1]', async () => {
    const found: string[] = [];
    const seen = new Set<string>();
    const marked = routesOf(assay.app).filter(({ method, sees }) => method === 'POST' && sees);
    const isMarked = (action: string) =>
      marked.some(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(action));
    for (const route of pages()) {
      const path = pathOf(route);
      const { text } = await reader.get(path);
      for (const { action: given, fields } of formsIn(text)) {
        // A form that names no address sends to the page it stands on.
        const action = given || path;
        for (const name of [
          ...Object.keys(fields),
          'version',
          '__proto__',
          'constructor',
          'x.0.y',
        ]) {
          const key = `${action.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${name}`;
          if (action === '/sign-out' || seen.has(key)) continue;
          seen.add(key);
          for (const value of some(strange)) {
            const { status, text: again } = await reader.post(action, { ...fields, [name]: value });
            if (isTold.test(again) && !isMarked(action)) found.push(`${key} shows what was told`);
            if (status >= 500) found.push(`${key} = ${JSON.stringify(value).slice(0, 30)}`);
          }
        }
      }
    }
    expect(found).toEqual([]);
    expect(seen.size).toBeGreaterThan(100);
  });
});
