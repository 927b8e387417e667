import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startAssay, type TestAssay } from '../support/app.js';

/** Requests as no browser sends them, over a real connection. */
describe('the server', () => {
  let assay: TestAssay;
  let port: number;

  beforeAll(async () => {
    assay = await startAssay();
    await assay.app.listen(0, '127.0.0.1');
    port = (assay.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => assay.close());

  /** The whole answer to what was written, as text. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
      socket.on('data', (bytes) => (answer += bytes.toString('latin1')));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  const ask = (method: string, path: string, headers = ''): Promise<string> =>
    raw(`${method} ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n${headers}\r\n`);
  const statusOf = (answer: string): number => Number(answer.slice(9, 12));

  it('does not wait for ever for somebody who sends slowly [ASVS 13.2.6]', () => {
    const { requestTimeout, timeout } = assay.app.getHttpServer() as unknown as {
      requestTimeout: number;
      timeout: number;
    };
    for (const patience of [requestTimeout, timeout]) {
      expect(patience).toBeGreaterThan(0);
      expect(patience).toBeLessThanOrEqual(120_000);
    }
  });

  it.each([
    '/public/../package.json',
    '/public/..%2fpackage.json',
    '/public/%2e%2e%2fpackage.json',
    '/public/..%5cpackage.json',
    '/public/%252e%252e/package.json',
    '/public//../package.json',
    '/public/css/../../package.json',
    '/public/css/assay.css%00.js',
    '/public/swagger/package.json',
    '/public/swagger/..%2fpackage.json',
    '/public/swagger/../../../package.json',
    '/public/.',
    '/public/',
    '/public/css',
    '/..//etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
  ])('gives no file but those meant for everybody: %s', async (path) => {
    const answer = await ask('GET', path);
    expect([403, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/"dependencies"|root:/);
  });

  it('gives those meant for everybody', async () => {
    for (const path of ['/public/css/assay.css', '/public/swagger/swagger-ui.css']) {
      expect(statusOf(await ask('GET', path))).toBe(200);
    }
  });

  it.each(['/answer/%ff', '/answer/%', '/answer/%E0%A4%A', `/answer/${'a'.repeat(9_000)}`])(
    'leads a mangled link to the friendly page: %#',
    async (path) => {
      const answer = await ask('GET', path, 'Accept: text/html\r\n');
      expect(statusOf(answer)).toBe(404);
      expect(answer).toContain('This link does not open');
      expect(answer).toContain('content-security-policy');
    },
  );

  it.each(['%', '%ff', '%ed%a0%80', 'a'.repeat(9_000)])(
    'speaks of a problem where the API cannot read the address: %#',
    async (id) => {
      const answer = await ask('GET', `/api/v1/vendors/${id}`);
      expect(statusOf(answer)).toBe(401);
      expect(answer).toContain('application/problem+json');
    },
  );

  it.each(['OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'SEARCH', 'LOCK'])(
    'knows no %s, and echoes nothing',
    async (method) => {
      for (const path of ['/', '/vendors', '/api/v1/vendors', '/public/css/assay.css']) {
        const answer = await ask(method, path, 'X-Echo: do-not-repeat-me\r\n');
        expect([403, 404, 405]).toContain(statusOf(answer));
        expect(answer).not.toContain('do-not-repeat-me');
        expect(answer).not.toContain('access-control-');
      }
    },
  );

  it.each([
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 5\r\n'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'],
    ['a control character', 'X: \x01\r\n'],
    ['a header of 20,000 characters', `X: ${'x'.repeat(20_000)}\r\n`],
    ['a length that is none', 'Content-Length: -1\r\n'],
  ])('refuses a request with %s', async (_, headers) => {
    expect([400, 431]).toContain(statusOf(await ask('POST', '/sign-in', headers)));
  });

  it('never says where in the code something went wrong', async () => {
    for (const path of ['/vendors/%ff', '/nowhere', '/api/v1/nowhere', '/readyz?x=%']) {
      expect(await ask('GET', path)).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts\b/);
    }
  });
});
