import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sessions } from '../../src/identity/sessions.service.js';
import { Journal } from '../../src/journal/index.js';
import { Browser, newestSecret, publish, send, type Sent } from '../portal/respondent.js';
import { sample } from '../portal/sample-questionnaire.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { routesOf, type Route } from './routes.js';

/**
 * Whose the thing is that an address names, by the address up to its first id. `all`: whoever has the permission
 * (every-route.test.ts holds the roles to it); `owner`: one person's; `link`: who holds a link of that assessment;
 * `sender`: whoever began the upload (test/evidence/uploads.api.test.ts); `secret`: who knows that address
 * (test/obligations/calendar.api.test.ts, test/reminders/list.test.ts); `remedy`: who was asked about the findings
 * (test/portal/remediation.test.ts);
 * `asked`: who was asked about the incident (test/incidents/outreach.test.ts); `leaving`: who was asked what became of
 * our data (test/offboarding/asking.test.ts).
 */
const whose: Readonly<
  Record<string, 'all' | 'owner' | 'link' | 'remedy' | 'asked' | 'leaving' | 'sender' | 'secret'>
> = {
  '/api/v1/users/:id': 'all',
  '/api/v1/tokens/:id': 'owner',
  '/api/v1/letters/:id': 'all',
  '/api/v1/jobs/:id': 'all',
  '/api/v1/journal/checkpoints/:size': 'all',
  '/api/v1/witnesses/:id': 'all',
  '/api/v1/policies/:code': 'all',
  '/api/v1/vendors/:id': 'all',
  '/api/v1/engagements/:id': 'all',
  '/api/v1/contacts/:id': 'all',
  '/api/v1/credentials/:id': 'all',
  '/api/v1/rotations/:id': 'all',
  '/api/v1/offboardings/:id': 'all',
  '/api/v1/offboarding-requests/:id': 'all',
  '/api/v1/offboarding-confirmations/:id': 'all',
  '/api/v1/outreach-requests/:id': 'all',
  '/api/v1/audits/:id': 'all',
  '/api/v1/audit-exceptions/:id': 'all',
  '/api/v1/bridge-letters/:id': 'all',
  '/api/v1/auditors/:id': 'all',
  '/api/v1/questionnaires/:id': 'all',
  '/api/v1/questionnaire-versions/:id': 'all',
  '/api/v1/assessments/:id': 'all',
  '/api/v1/invitations/:id': 'all',
  '/api/v1/rescorings/:id': 'all',
  '/api/v1/reports/:id': 'all',
  '/api/v1/dossiers/:id': 'all',
  '/api/v1/webhooks/:id': 'all',
  '/api/v1/deliveries/:id': 'all',
  '/api/v1/obligations/:id': 'all',
  '/api/v1/findings/:id': 'all',
  '/api/v1/acceptances/:id': 'all',
  '/api/v1/incidents/:id': 'all',
  '/api/v1/statements/:id': 'all',
  '/api/v1/advisories/:id': 'all',
  '/api/v1/advisory-events/:id': 'all',
  '/api/v1/advisory-imports/:id': 'all',
  '/api/v1/advisory-bonds/:id': 'all',
  '/api/v1/tools/:id': 'all',
  '/api/v1/tool-aliases/:id': 'all',
  '/api/v1/tool-uses/:id': 'all',
  '/api/v1/tool-merges/:id': 'all',
  '/api/v1/suppliers/:id': 'all',
  '/api/v1/inventories/:id': 'all',
  '/api/v1/evidence/:id': 'all',
  '/api/v1/inventory-imports/:id': 'all',
  '/api/v1/uploads/:id': 'sender',
  '/api/v1/remediation-requests/:id': 'all',
  '/api/v1/remediation/findings/:id': 'remedy',
  '/api/v1/answering/questions/:key': 'link',
  '/api/v1/answering/delegations/:id': 'link',
  '/api/v1/answering/uploads/:id': 'link',
  '/policies/:code': 'all',
  '/api/v1/legal-holds/:id': 'all',
  '/api/v1/kept-kinds/:code': 'all',
  '/api/v1/purge-runs/:id': 'all',
  '/api/v1/reminders/:id': 'owner',
  '/reminders/:id': 'owner',
  '/reminders/snoozes/:obligationId': 'all',
  '/digests-off/:secret': 'secret',
  '/vendors/:id': 'all',
  '/engagements/:id': 'all',
  '/findings/:id': 'all',
  '/tools/:id': 'all',
  '/tool-merges/:id': 'all',
  '/tool-uses/:id': 'all',
  '/tool-aliases/:id': 'all',
  '/suppliers/:id': 'all',
  '/inventories/:id': 'all',
  '/inventory-imports/:id': 'all',
  '/incidents/:id': 'all',
  '/statements/:id': 'all',
  '/advisories/:id': 'all',
  '/advisories/events/:id': 'all',
  '/advisories/imports/:id': 'all',
  '/advisories/bonds/:id': 'all',
  '/contacts/:id': 'all',
  '/credentials/:id': 'all',
  '/rotations/:id': 'all',
  '/offboardings/:id': 'all',
  '/offboarding-requests/:id': 'all',
  '/offboarding-confirmations/:id': 'all',
  '/offboarding/:secret': 'leaving',
  '/offboarding/r/:requestId': 'leaving',
  '/outreach-requests/:id': 'all',
  '/incident/:secret': 'asked',
  '/incident/r/:requestId': 'asked',
  '/audits/:id': 'all',
  '/audit-exceptions/:id': 'all',
  '/bridge-letters/:id': 'all',
  '/questionnaires/:id': 'all',
  '/questionnaires/versions/:id': 'all',
  '/assessments/:id': 'all',
  '/auditors/:id': 'all',
  '/invitations/:id': 'all',
  '/remediation-requests/:id': 'all',
  '/reports/:id': 'all',
  '/dossiers/:id': 'all',
  '/acceptances/:id': 'all',
  '/evidence/:id': 'all',
  '/uploads/:id': 'sender',
  '/kept/holds/:id': 'all',
  '/kept/purges/:id': 'all',
  '/webhooks/:id': 'all',
  '/webhooks/deliveries/:id': 'all',
  '/journal/witnesses/:id': 'all',
  '/outbox/:id': 'all',
  '/tokens/:id': 'owner',
  '/account/sessions/:id': 'owner',
  '/users/:id': 'all',
  '/jobs/:id': 'all',
  '/journal/checkpoints/:size': 'all',
  '/calendar/:secret': 'secret',
  '/remediation/:secret': 'remedy',
  '/remediation/r/:requestId': 'remedy',
  '/answer/:secret': 'link',
  '/answer/a/:assessmentId': 'link',
};

const marker = 'Nobody-else-may-read-this';
const rowOf = ({ path }: Route): string => /^.*?:\w+/.exec(path)?.[0] ?? '';
const name = ({ method, path }: Route): string => `${method} ${path}`;
const cookieOf = (assessmentId: string, secret: string): string =>
  `assay-answer-${assessmentId.slice(-12)}=${secret}`;

describe('things of others', () => {
  let assay: TestAssay;
  let routes: Route[];
  let staff: Visitor;
  let versionId: string;
  let mine: Sent;
  let session: string;
  let delegation: string;

  beforeAll(async () => {
    assay = await startAssay();
    routes = routesOf(assay.app);
    staff = await assay.api();
    versionId = await publish(assay, sample);
    mine = await send(staff, versionId, { message: marker });
    session = await sessionOf(mine.secret);
    const asked = { name: 'Bea', email: 'bea@corridor.example', sections: ['lists'] };
    const { body } = await assay.stranger.post<{ id: string }>(
      '/api/v1/answering/delegations',
      asked,
      { authorization: `Bearer ${mine.secret}` },
    );
    delegation = body.id;
  });
  afterAll(() => assay.close());

  const sessionOf = async (secret: string): Promise<string> => {
    const browser = new Browser(assay);
    await browser.open(secret);
    return browser.cookieHeader().split('=')[1] ?? '';
  };
  const size = async () => (await assay.app.get(Journal).head()).size;
  const linked = () =>
    routes.filter(
      (route) => whose[rowOf(route)] === 'link' || route.path.startsWith('/api/v1/answering'),
    );

  /** A call of this route for my assessment, with everything in its address real. */
  const call = ({ method, path }: Route, headers: Record<string, string>): Promise<Reply> => {
    const at: Record<string, string> = {
      secret: mine.secret,
      assessmentId: mine.assessmentId,
      section: 'basics',
      key: 'a.yes',
      id: delegation,
    };
    const url = path.replace(/:(\w+)/g, (_, part: string) => at[part] ?? part);
    const here = { 'sec-fetch-site': 'same-origin', 'if-match': '"0"', ...headers };
    return assay.send({ method, url, headers: here });
  };

  it('are told apart for every route that names one', () => {
    const named = routes.map(rowOf).filter((row) => row !== '');
    expect([...new Set(named)].sort()).toEqual(Object.keys(whose).sort());
  });

  it('stay shut for every key but one of this assessment [ASVS 8.2.2, 8.3.1]', async () => {
    const other = await send(staff, versionId);
    const revoked = await send(staff, versionId);
    const ended = await sessionOf(revoked.secret);
    await staff.delete(`/api/v1/invitations/${revoked.invitationId}`);
    const { cookie: staffs = '' } = (await assay.browser()).headers;
    const keys: Record<string, string>[] = [
      {},
      staff.headers,
      { cookie: staffs },
      ...[other.secret, revoked.secret, await sessionOf(other.secret), ended].flatMap((secret) => [
        { cookie: cookieOf(mine.assessmentId, secret) },
        { cookie: `${cookieOf(other.assessmentId, secret)}; assay=${secret}` },
      ]),
      { authorization: `Bearer ${revoked.secret}` },
      { authorization: `Bearer ${ended}` },
      { authorization: `Bearer ${session}` },
    ];
    const before = await size();
    const leaks: string[] = [];
    for (const route of linked().filter(({ path }) => path !== '/answer/:secret')) {
      for (const headers of keys) {
        const { status, text } = await call(route, headers);
        if (status !== (route.isApi ? 401 : 404) || text.includes(marker)) {
          leaks.push(`${name(route)} with ${JSON.stringify(headers)}: ${status}`);
        }
      }
    }
    expect(leaks).toEqual([]);
    const foreign = { authorization: `Bearer ${other.secret}` };
    const url = `/api/v1/answering/delegations/${delegation}`;
    expect((await assay.stranger.delete(url, foreign)).status).toBe(404);
    const { text } = await assay.stranger.get('/api/v1/answering', foreign);
    expect(text).not.toContain(marker);
    expect(await size()).toBe(before);
  });

  it('open with the key of this assessment, so that the refusals above mean something', async () => {
    const shut: string[] = [];
    for (const route of linked().filter(({ path }) => !path.includes('*'))) {
      const own = { cookie: cookieOf(mine.assessmentId, session) };
      const api = { authorization: `Bearer ${mine.secret}` };
      const { status } = await call(route, route.isApi ? api : own);
      const unsent =
        /submission|receipt|withdrawal|removal|(delegations|uploads|evidence)\/:id/.test(
          route.path,
        );
      if (status === 401 || (status === 404 && !unsent)) shut.push(`${name(route)}: ${status}`);
    }
    expect(shut).toEqual([]);
  });

  it('are not there for another person, administrators included', async () => {
    const owner = { api: await assay.api(), browser: await assay.browser() };
    const own = { name: 'mine', scopes: ['vendors.read'], days: 30 };
    const { body: token } = await owner.api.post<{ id: string }>('/api/v1/tokens', own);
    const [begun] = await assay.app.get(Sessions).list(owner.browser.userId);
    const other = { api: await assay.api(), browser: await assay.browser() };
    await assay.settle();
    const before = await size();
    const owned = routes.filter((route) => whose[rowOf(route)] === 'owner');
    expect(owned.length).toBeGreaterThan(3);
    for (const { method, path, isApi } of owned) {
      const id = path.includes('sessions') ? begun?.id : token.id;
      const { headers } = isApi ? other.api : other.browser;
      const { status } = await assay.send({ method, url: path.replace(':id', `${id}`), headers });
      expect([path, status]).toEqual([path, 404]);
    }
    expect(await size()).toBe(before);
    expect((await owner.browser.get('/vendors')).status).toBe(200);
  });

  it('and everything else are shut for whoever’s access has ended [ASVS 7.4.1, 7.4.2]', async () => {
    const gone = { api: await assay.api(), browser: await assay.browser() };
    for (const { userId } of [gone.api, gone.browser]) {
      const { body, headers } = await staff.get<Record<string, unknown>>(`/api/v1/users/${userId}`);
      const version = { 'if-match': headers['etag'] ?? '' };
      const ended = { name: body['name'], role: body['role'], disabled: true };
      const { status } = await staff.put(`/api/v1/users/${userId}`, ended, version);
      expect(status).toBe(204);
    }
    const secret = await newestSecret(staff);
    const { cookie = '' } = gone.browser.headers;
    for (const route of routes.filter(({ open }) => !open)) {
      const keys: Record<string, string>[] = route.isApi
        ? [gone.api.headers, { authorization: `Bearer ${secret}` }, { cookie }]
        : [{ cookie }, { cookie: `assay=${secret}` }, gone.api.headers];
      for (const headers of keys) {
        const here = { 'sec-fetch-site': 'same-origin', ...headers };
        const { status } = await assay.send({
          method: route.method,
          url: route.url,
          headers: here,
        });
        expect([name(route), status]).toEqual([name(route), route.isApi ? 401 : 303]);
      }
    }
  });
});
