import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allPermissions, permissionsOf, type Permission } from '../../src/identity/index.js';
import { Journal } from '../../src/journal/index.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { routesOf, servedBy, type Route } from './routes.js';

/** Walks what is registered, so that a route added tomorrow is held to the same. */
describe('every route', () => {
  let assay: TestAssay;
  let routes: Route[];

  beforeAll(async () => {
    assay = await startAssay();
    routes = routesOf(assay.app);
  });
  afterAll(() => assay.close());

  const name = ({ method, path }: Route): string => `${method} ${path}`;
  const ask = (route: Route, headers: Record<string, string>): Promise<Reply> =>
    assay.send({ method: route.method, url: route.url, headers });

  /** The routes where it is not as it should be, with what was answered instead. */
  const wrong = async (
    among: Route[],
    call: (route: Route) => Promise<Reply>,
    right: (reply: Reply, route: Route) => boolean,
  ): Promise<string[]> => {
    expect(among).not.toEqual([]);
    const found: string[] = [];
    for (const route of among) {
      const reply = await call(route);
      if (!right(reply, route)) found.push(`${name(route)} answered ${reply.status}`);
    }
    return found;
  };

  const headersOf = async (
    route: Route,
    of: { api: Visitor; browser: Visitor },
  ): Promise<Record<string, string>> => (route.isApi ? of.api : of.browser).headers;

  it('is known to this walk: the server answers nothing that no controller declares', () => {
    const tree = assay.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const declared = routes.filter(({ path }) => !path.includes('*')).map(name);
    expect(servedBy(tree).sort()).toEqual(declared.sort());
    expect(declared.length).toBeGreaterThan(100);
  });

  it('says what it requires or why it is open', () => {
    const silent = routes.filter(({ open, needs }) => !open === !needs).map(name);
    expect(silent).toEqual([]);
    const known = new Set<string>([...allPermissions, 'being signed in']);
    expect(routes.filter(({ needs }) => needs && !known.has(needs)).map(name)).toEqual([]);
    expect(routes.filter(({ open }) => open !== undefined && open.length < 10).map(name)).toEqual(
      [],
    );
  });

  it('of the API answers 401 to whoever sends no token, or one that is none', async () => {
    const closed = routes.filter(({ isApi, open }) => isApi && !open);
    const tries = [
      {},
      { authorization: 'Bearer assay_wrong' },
      { authorization: 'Basic YTpi' },
      { cookie: (await assay.browser()).headers['cookie'] ?? '' },
    ];
    for (const headers of tries) {
      const refused = ({ status, headers: sent }: Reply) =>
        status === 401 && (sent['content-type'] ?? '').startsWith('application/problem+json');
      expect(await wrong(closed, (route) => ask(route, headers), refused)).toEqual([]);
    }
  });

  it('for people leads whoever is not signed in to the sign-in', async () => {
    const closed = routes.filter(({ isApi, open }) => !isApi && !open);
    const { authorization = '' } = (await assay.api()).headers;
    const tries = [{}, { cookie: 'assay=wrong' }, { authorization }];
    for (const headers of tries) {
      const here = { 'sec-fetch-site': 'same-origin', ...headers };
      const led = ({ status, headers: sent }: Reply) =>
        status === 303 && (sent['location'] ?? '').startsWith('/sign-in?to=%2F');
      expect(await wrong(closed, (route) => ask(route, here), led)).toEqual([]);
    }
  });

  it.each(['viewer', 'analyst', 'approver'] as const)(
    'refuses a role that lacks its permission, and no other: %s [ASVS 8.2.1, 8.3.1]',
    async (role) => {
      const person = { api: await assay.api(role), browser: await assay.browser(role) };
      const may = new Set<string>([...permissionsOf(role), 'being signed in']);
      const call = async (route: Route) => ask(route, await headersOf(route, person));
      const closed = routes.filter(({ needs }) => needs);
      const beyond = closed.filter(({ needs }) => !may.has(needs as Permission));
      const within = closed.filter(({ needs }) => may.has(needs as Permission));
      expect(await wrong(beyond, call, ({ status }) => status === 403)).toEqual([]);
      const letIn = ({ status, headers }: Reply) =>
        ![401, 403].includes(status) &&
        status < 500 &&
        !(headers['location'] ?? '').startsWith('/sign-in');
      expect(await wrong(within, call, letIn)).toEqual([]);
    },
  );

  it('that changes something from a page refuses what another site makes a browser send [ASVS 3.5.1]', async () => {
    const unguarded = routes.filter(({ anyOrigin }) => anyOrigin !== undefined).map(name);
    expect(unguarded).toEqual(['POST /digests-off/:secret']);
    const changing = routes.filter(
      ({ isApi, method, anyOrigin }) => !isApi && method !== 'GET' && anyOrigin === undefined,
    );
    expect(changing.some(({ path }) => path.startsWith('/answer/'))).toBe(true);
    const { cookie = '' } = (await assay.browser()).headers;
    const { size } = await assay.app.get(Journal).head();
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: assay.origin },
      { origin: 'https://evil.example' },
      { origin: `${assay.origin}.evil.example` },
      { origin: 'null' },
      {},
    ];
    const types = ['application/x-www-form-urlencoded', 'text/plain'];
    for (const headers of foreign) {
      for (const type of types) {
        const sent = { cookie, 'content-type': type, ...headers };
        const refused = ({ status }: Reply) => status === 403;
        expect(await wrong(changing, (route) => ask(route, sent), refused)).toEqual([]);
      }
    }
    expect((await assay.app.get(Journal).head()).size).toBe(size);
  });

  it('keeps its door however its address is written', async () => {
    const { cookie = '' } = (await assay.browser()).headers;
    for (const url of ['/%61pi/v1/vendors', '/a%70i/v1/vendors']) {
      expect((await assay.send({ method: 'GET', url, headers: { cookie } })).status).toBe(303);
    }
  });
});
