import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getMetadataArgsStorage } from 'typeorm';
import { Reminders } from '../../src/obligations/index.js';
import { newestSecret } from '../portal/respondent.js';
import { auditWithParts } from '../audits/examples.js';
import { registerWithParts } from '../supply-chain/examples.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { askedAbout } from '../incidents/examples.js';
import { advisoriesOf } from '../incidents/advisories/examples.js';
import { askRescoring } from '../assessments/leaning/examples.js';
import { draft, prepare, send, submitted } from '../assessments/trip.js';
import { sendForm } from '../evidence/files.js';
import { spread } from '../support/thorough.js';
import { purgeRunOf } from '../keeping/examples.js';
import { leftAndAsked } from '../offboarding/examples.js';
import { contactFacts } from '../vendors/examples.js';
import { ApiDescribed, type Operation } from './described.js';

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

const strange: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_993,
  '',
  ' ',
  'x',
  '\0',
  '\ud800',
  '\uFFFD',
  '__proto__',
  'constructor',
  '-1',
  '2026-02-31',
  '9999-99-99',
  "'; DROP TABLE vendor; --",
  '{{constructor.constructor "return 1"}}',
  '\u202e\u0000\r\nBcc: x@y',
  'x'.repeat(50_000),
  [],
  [null],
  ['x', 'x'],
  [[]],
  [{}],
  deep(40),
  {},
  { length: 3 },
  { $ne: null },
  { toString: 'x', valueOf: 1 },
  { version: 1, id: 1 },
  Array.from({ length: 1_000 }, () => 'x'),
];

/** Bodies as they travel, most of them no JSON that could be meant. */
const broken: (string | Buffer)[] = [
  '',
  ' ',
  '{',
  'null',
  '[]',
  '1',
  '"x"',
  'true',
  '{}',
  '[{}]',
  '\ufeff{}',
  '{"__proto__":{"may":["users.manage"]}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"x":{"__proto__":{"x":1}}}',
  '['.repeat(20_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x00]),
  `{"a":1e${'9'.repeat(1_000)}}`,
  `{${Array.from({ length: 3_000 }, (_, at) => `"f${at}":1`).join(',')}}`,
];

/**
 * Each route, field and header meets a part of what is strange for it, the next one another part. What is refused before it comes to
 * the data is refused alike on a server.
 */
const some = spread(process.env['TEST_DATABASE_URL'] ? 12 : 6);

/** Walks the description of the API, so that what is added tomorrow is attacked by itself. */
describe('whatever is sent to the API', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let respondent: Record<string, string>;
  let remediator: Record<string, string>;
  let vendorAsked: Record<string, string>;
  let leaver: Record<string, string>;
  let api: ApiDescribed;
  let known: Record<string, unknown>;
  /** By what stands before `{id}` in a path. */
  let ids: Record<string, string>;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    api = await ApiDescribed.by(assay);
    const made = await prepare(assay, staff);
    const assessment = await draft(staff, made);
    const invitation = await send(staff, assessment);
    // Of an assessment of its own: what is sent to the other one may well end it.
    await send(staff, await draft(staff, await prepare(assay, staff)));
    respondent = { authorization: `Bearer ${await newestSecret(staff)}` };
    const sheet = await assay.send({
      method: 'GET',
      url: '/api/v1/answering',
      headers: respondent,
    });
    const asked = (sheet.body as { sections: { key: string }[] }).sections[0]?.key;
    const other = await prepare(assay, staff);
    const scored = await submitted(assay, staff, other);
    const report = await staff.post<{ id: string }>(`/api/v1/assessments/${scored}/reports`, {});
    const dossier = await staff.post<{ id: string }>(`/api/v1/assessments/${scored}/dossiers`, {
      reportId: report.body.id,
    });
    const first = async (path: string) => (await staff.get<{ id: string }[]>(path)).body[0]?.id;
    const questionnaire = (await first('/api/v1/questionnaires')) ?? '';
    const drafted = await staff.post<{ id: string }>(
      `/api/v1/questionnaires/${questionnaire}/drafts`,
    );
    const colleague = { ...contactFacts, email: 'bea@corridor.example', sections: [asked] };
    const delegated = await assay.send({
      method: 'POST',
      url: '/api/v1/answering/delegations',
      payload: colleague,
      headers: respondent,
    });
    const evidence = await sendForm(
      { assay, headers: staff.headers },
      `/api/v1/vendors/${made.vendorId}/evidence`,
      { title: 'Penetration test' },
      { name: 'test.txt', content: Buffer.from('litellm==1.82.6\n') },
    );
    // It waits for its day: so the same file is not read again whenever somebody asks for that.
    const imported = await staff.post<{ id: string }>(
      `/api/v1/evidence/${evidence.body.id}/inventory-imports`,
      {},
    );
    const upload = await staff.post<{ id: string }>(`/api/v1/vendors/${made.vendorId}/uploads`, {
      name: 'test.txt',
      bytes: 100,
    });
    const webhook = await staff.post<{ id: string }>('/api/v1/webhooks', {
      name: 'Ticket system',
      url: 'https://hooks.buyer.example/assay',
      kinds: ['report.ready'],
    });
    const delivery = await staff.post<{ id: string }>(`/api/v1/webhooks/${webhook.body.id}/tests`);
    const witness = await staff.post<{ id: string }>('/api/v1/witnesses', {
      ...{ name: 'Auditor', email: 'auditor@else.example', rhythm: 'each' },
    });
    const incident = await staff.post<{ id: string }>('/api/v1/incidents', {
      title: 'Poisoned releases',
      kind: 'malware',
      packages: [{ name: 'litellm' }],
    });
    const statement = await staff.post<{ id: string }>(
      `/api/v1/incidents/${incident.body.id}/statements`,
      { vendorId: made.vendorId, status: 'fixed', datedOn: '2026-11-23' },
    );
    const credential = await staff.post<{ id: string }>(
      `/api/v1/engagements/${other.engagementId}/credentials`,
      { kind: 'api_key', name: 'Gateway key', opens: 'The gateway.' },
    );
    const leaving = await leftAndAsked(assay, staff, other.vendorId, other.contactId);
    // Of a vendor of its own, too: what is sent to the other may end its link.
    const apart = await prepare(assay, staff);
    leaver = (await leftAndAsked(assay, staff, apart.vendorId, apart.contactId)).bearer;
    const outreach = await askedAbout(assay, staff, incident.body.id, other.vendorId);
    const hold = await staff.post<{ id: string }>('/api/v1/legal-holds', {
      ...{ subjectKind: 'incident', subjectId: incident.body.id, reason: 'A claim.' },
    });
    vendorAsked = { authorization: `Bearer ${await newestSecret(staff, 'incident')}` };
    const raised = { vendorId: made.vendorId, title: 'Not pinned', severity: 'high' };
    const finding = await staff.post<{ id: string }>('/api/v1/findings', raised);
    const ofFinding = `/api/v1/findings/${finding.body.id}/acceptances`;
    const acceptance = await staff.post<{ id: string }>(ofFinding, {
      reason: 'It is mended before the renewal.',
      until: '2027-01-31',
    });
    const requested = await staff.post<{ id: string }>(
      `/api/v1/vendors/${made.vendorId}/remediation-requests`,
      { contactId: made.contactId, findingIds: [finding.body.id] },
    );
    remediator = { authorization: `Bearer ${await newestSecret(staff, 'remediation')}` };
    await assay.settle();
    await assay.app.get(Reminders, { strict: false }).run();
    ids = {
      reminders: (await first('/api/v1/reminders')) ?? '',
      evidence: evidence.body.id,
      'inventory-imports': imported.body.id,
      findings: finding.body.id,
      incidents: incident.body.id,
      statements: statement.body.id,
      credentials: credential.body.id,
      ...leaving.ids,
      ...outreach,
      acceptances: acceptance.body.id,
      'remediation-requests': requested.body.id,
      uploads: upload.body.id,
      ...(await registerWithParts(staff, made.vendorId)),
      users: (await assay.api('viewer')).userId,
      tokens: (await first('/api/v1/tokens')) ?? '',
      letters: (await first('/api/v1/letters')) ?? '',
      jobs: (await first('/api/v1/jobs')) ?? '',
      vendors: made.vendorId,
      engagements: other.engagementId,
      contacts: other.contactId,
      questionnaires: questionnaire,
      'questionnaire-versions': drafted.body.id,
      assessments: assessment,
      invitations: invitation,
      reports: report.body.id,
      dossiers: dossier.body.id,
      'legal-holds': hold.body.id,
      'purge-runs': await purgeRunOf(assay, staff.userId),
      rescorings: await askRescoring(staff, other.vendorId, scored),
      webhooks: webhook.body.id,
      deliveries: delivery.body.id,
      witnesses: witness.body.id,
      ...(await auditWithParts(staff, made.vendorId)),
      ...(await advisoriesOf(staff)),
      obligations: (await first('/api/v1/obligations')) ?? '',
      delegations: (delegated.body as { id: string }).id,
    };
    const ofTools = { supplierId: ids['suppliers'], toolId: ids['tools'] };
    known = { ...made, ...ofTools, ownerId: staff.userId, managerId: staff.userId };
  });
  afterAll(() => assay.close());

  const pathOf = ({ path }: Operation): string =>
    path
      .replace(/([\w-]+)\/\{id\}/, (_, kind: string) => `${kind}/${ids[kind]}`)
      .replace(/\{\w+\}/, 'tools.vetting');

  const headersOf = ({ path }: Operation): Record<string, string> => {
    if (path.startsWith('/api/v1/remediation/')) return remediator;
    if (path.startsWith('/api/v1/incident-answering')) return vendorAsked;
    if (path.startsWith('/api/v1/offboarding-answering')) return leaver;
    return path.startsWith('/api/v1/answering') ? respondent : staff.headers;
  };

  /** What Assay itself does after something that was taken may come at any moment. */
  const entries = async (): Promise<number> => {
    const [row] = await assay.database.sql<{ seq: number }[]>`
      SELECT max(seq) AS seq FROM journal_entry WHERE actor_kind <> 'system'`;
    return row?.seq ?? 0;
  };

  const call = async (
    operation: Operation,
    payload: string | Buffer | undefined,
    headers: Record<string, string> = {},
    url = pathOf(operation),
  ): Promise<Reply<{ fields?: Record<string, string> }>> => {
    const typed = payload === undefined ? {} : { payload };
    const type = payload === undefined ? {} : { 'content-type': 'application/json' };
    const version = operation.versioned ? { 'if-match': '"1"' } : {};
    const own = headersOf(operation);
    const { method } = operation;
    const sent = { method, url, ...typed, headers: { ...own, ...type, ...version, ...headers } };
    return assay.send(sent) as Promise<Reply<never>>;
  };

  let wrong: string[] = [];
  let written: number;
  beforeEach(async () => {
    wrong = [];
    written = await entries();
  });
  /** Notes what must never be: a failure of ours, or something changed by what was refused. */
  const watch = async (what: string, attempt: () => Promise<Reply<unknown>>): Promise<void> => {
    const { status, headers } = await attempt();
    if (status >= 500) wrong.push(`${what}: ${status}`);
    const before = written;
    written = await entries();
    if (status < 400) return;
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('application/problem+json')) wrong.push(`${what}: ${status} as ${type}`);
    if (written !== before) wrong.push(`${what}: ${status}, yet something changed`);
  };

  const writing = () => api.operations.filter(({ body }) => body);
  const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
  const show = (value: unknown): string => JSON.stringify(value).slice(0, 40);

  it('finds something under every id the description speaks of', () => {
    const kinds = api.operations.flatMap(
      ({ path }) => /([\w-]+)\/\{id\}/.exec(path)?.slice(1) ?? [],
    );
    expect(kinds.filter((kind) => !ids[kind])).toEqual([]);
    expect(writing().length).toBeGreaterThan(20);
  });

  it('as a body that is none: is refused and changes nothing', async () => {
    for (const operation of writing()) {
      for (const payload of some(broken)) {
        const what = `${nameOf(operation)} ${String(payload).slice(0, 40)}`;
        await watch(what, () => call(operation, payload));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('of a wrong type or beyond a limit: is never a failure of ours [ASVS 2.2.1]', async () => {
    for (const operation of writing()) {
      const schema = operation.body ?? {};
      for (const at of api.objects(schema)) {
        const names = Object.keys(fieldAt(api.example(schema, known), at));
        for (const name of names) {
          for (const value of some(strange)) {
            const body = api.example(schema, known);
            fieldAt(body, at)[name] = value;
            const what = `${nameOf(operation)} ${[...at, name].join('.')} = ${show(value)}`;
            await watch(what, () => call(operation, JSON.stringify(body)));
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('as a name that breaks the line or turns it around: is refused by its field', async () => {
    const names = [
      'Cor\nridor',
      'Cor\r\nBcc: x',
      'Cor\u001b[2Jridor',
      'Cor\u202eridor',
      'Cor\u2028ridor',
    ];
    for (const operation of writing()) {
      const body = api.example(operation.body ?? {}, known) as Record<string, unknown>;
      if (!('name' in body)) continue;
      for (const name of names) {
        const sent = JSON.stringify({ ...body, name });
        const { status, body: problem } = await call(operation, sent);
        const said = [nameOf(operation), status, Object.keys(problem.fields ?? {})];
        expect(said).toEqual([nameOf(operation), 422, ['name']]);
      }
    }
  });

  it('under a name that is not asked for, every column of every table among them: is refused by that name [ASVS 15.3.3]', async () => {
    const columns = columnNames();
    expect(columns.length).toBeGreaterThan(80);
    for (const operation of writing()) {
      const schema = operation.body ?? {};
      for (const at of api.objects(schema)) {
        const where = `${nameOf(operation)} ${at.join('.')}`;
        for (let from = 0; from < columns.length; from += 50) {
          const body = api.example(schema, known);
          const target = fieldAt(body, at);
          const beyond = columns.slice(from, from + 50).filter((name) => !(name in target));
          for (const name of beyond) target[name] = 1;
          const before = await entries();
          const { status, body: problem } = await call(operation, JSON.stringify(body));
          const named = problem.fields ?? {};
          const missed = beyond.filter((name) => !isNamed(named, [...at, name]));
          expect([where, status, missed]).toEqual([where, 422, []]);
          expect(await entries()).toBe(before);
        }
      }
    }
  });

  it('in the address: is never a failure of ours', async () => {
    const values = [
      '',
      'x',
      '%00',
      '%ff',
      '%ed%a0%80',
      '-1',
      '1e999',
      'x'.repeat(3_000),
      '__proto__',
    ];
    for (const operation of api.operations.filter(({ query }) => query.length > 0)) {
      for (const { name } of operation.query) {
        for (const value of some(values)) {
          const one = `${name}=${value}`;
          for (const query of [one, `${one}&${one}`, `${name}[]=${value}`, `${name}[a]=${value}`]) {
            const url = `${pathOf(operation)}?${query}`;
            await watch(`GET ${url.slice(0, 80)}`, () => call(operation, undefined, {}, url));
          }
        }
      }
      const url = `${pathOf(operation)}?colour=red`;
      expect((await call(operation, undefined, {}, url)).status).toBe(422);
    }
    for (const operation of api.operations.filter(({ path }) => path.includes('{'))) {
      const here = api.example(operation.body ?? { type: 'object' }, known);
      const payload = operation.body ? JSON.stringify(here) : undefined;
      for (const value of [
        'x',
        '%00',
        '%ff',
        '..%2f..',
        '%2e%2e',
        randomUUID(),
        'x'.repeat(150),
        'x'.repeat(250),
      ]) {
        const url = operation.path.replace(/\{\w+\}/g, value);
        await watch(`${operation.method} ${url}`, () => call(operation, payload, {}, url));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('as the cursor of a list, in any order of it: is a page or is refused', async () => {
    const edges: [unknown, unknown][] = [
      ...['', 'x', '5', '\0', '\ud800', 'x'.repeat(200)].map(
        (one) => [one, randomUUID()] as [unknown, unknown],
      ),
      ...[0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53].map(
        (one) => [one, randomUUID()] as [unknown, unknown],
      ),
      ...['', 'x', '\0', '\ud800', '1', '1e3', ' 1 ', '-1', '99999999999'].flatMap((id) => [
        ['x', id] as [unknown, unknown],
        [1, id] as [unknown, unknown],
      ]),
      [null, 'x'],
      [[], 'x'],
      [{}, 'x'],
      ['x', 1],
    ];
    const lists = api.operations.filter(({ query }) => query.some(({ name }) => name === 'cursor'));
    expect(lists.length).toBeGreaterThan(5);
    for (const operation of lists) {
      const sorts = operation.query.find(({ name }) => name === 'sort')?.schema.enum ?? [''];
      for (const sort of sorts) {
        for (const direction of ['after', 'before', 'beside']) {
          for (const [value, id] of some(edges)) {
            const text = JSON.stringify([direction, value, id]);
            const cursor = Buffer.from(text).toString('base64url');
            const order = sort === '' ? '' : `&sort=${String(sort)}`;
            const url = `${pathOf(operation)}?cursor=${cursor}${order}`;
            await watch(`${operation.path}${order} ${text}`, () =>
              call(operation, undefined, {}, url),
            );
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('as a header: is never a failure of ours', async () => {
    const values = [
      '',
      '1',
      '"x"',
      '"1e3"',
      '"99999999999999"',
      'W/"1"',
      '*',
      '"1", "2"',
      '\xff',
      'x'.repeat(5_000),
    ];
    for (const operation of writing()) {
      const payload = JSON.stringify(api.example(operation.body ?? {}, known)).slice(0, -1);
      for (const name of [
        'if-match',
        'idempotency-key',
        'content-type',
        'authorization',
        'accept',
      ]) {
        for (const value of some(values)) {
          const what = `${nameOf(operation)} ${name}: ${value.slice(0, 40)}`;
          await watch(what, () => call(operation, payload, { [name]: value }));
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** As our entities call them and as the tables do. */
function columnNames(): string[] {
  const names = getMetadataArgsStorage().columns.map(({ propertyName }) => propertyName);
  const snake = names.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return [...new Set([...names, ...snake])];
}

/** Refused by its path, or by that of something it stands in. */
function isNamed(fields: object, path: string[]): boolean {
  return path.some((_, at) => path.slice(0, at + 1).join('.') in fields);
}

function fieldAt(body: unknown, at: string[]): Record<string, unknown> {
  return at.reduce((object, name) => object[name] as never, body as Record<string, unknown>);
}
