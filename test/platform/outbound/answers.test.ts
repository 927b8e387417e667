import { afterEach, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { readConfig } from '../../../src/platform/config/index.js';
import { Outbound, Unanswered } from '../../../src/platform/outbound/index.js';
import { Child } from '../../support/child.js';
import { answering, Canary } from './canary.js';
import { certify, haveOpenssl } from './certificates.js';

const started: { stop(): Promise<void> }[] = [];
const listen = async (greet: (socket: Socket) => void): Promise<Canary> => {
  const canary = await Canary.start({}, greet);
  started.push(canary);
  return canary;
};

const post = (port: number, scheme = 'http', body = '{}') =>
  new Outbound(readConfig({ ASSAY_OUTBOUND_HOSTS: `hook.internal:${port}` }), {
    resolve: async () => ['127.0.0.1'],
  }).post({
    url: `${scheme}://hook.internal:${port}/in`,
    headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
    body,
  });

const problemOf = async (sending: Promise<unknown>): Promise<string> => {
  const outcome: unknown = await sending.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Unanswered);
  return (outcome as Unanswered).message;
};

describe('what comes back from an address that somebody typed', () => {
  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop();
  });

  it('is its status, and when to come again', async () => {
    const server = await listen(
      answering('503 Later', 'retry-after: 120\r\nset-cookie: a=b\r\n', 'busy'),
    );
    expect(await post(server.port)).toEqual({ status: 503, retryAfter: '120' });
    expect(await post(server.port)).toEqual({ status: 503, retryAfter: '120' });
    expect(server.connections).toBe(2);
    expect(server.heard).toMatch(/^POST \/in HTTP\/1\.1\r\n/);
    expect(server.heard).toContain('webhook-id: msg_1\r\n');
    expect(server.heard).toContain('connection: close\r\n');
    expect(server.heard.toLowerCase()).not.toContain('cookie');
  });

  it('is not followed where it points elsewhere: 0 connections to the target of a redirect', async () => {
    const canary = await listen(answering('200 OK'));
    for (const status of ['301', '302', '303', '307', '308']) {
      const server = await listen(
        answering(`${status} Over there`, `location: http://127.0.0.1:${canary.port}/\r\n`),
      );
      expect(await post(server.port)).toEqual({ status: Number(status) });
    }
    expect(canary.connections).toBe(0);
  });

  it('is not sought through a proxy that the environment names', async () => {
    const proxy = await listen(answering('200 OK'));
    const server = await listen(answering('204 None'));
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'];
    for (const name of names) process.env[name] = `http://127.0.0.1:${proxy.port}`;
    try {
      expect(await post(server.port)).toEqual({ status: 204 });
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect(proxy.connections).toBe(0);
  });

  it('may be endless, and is let go after a little', async () => {
    let sent = 0;
    const piece = 'x'.repeat(65_536);
    const server = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(piece)) sent += piece.length;
        if (!socket.destroyed) socket.once('drain', pour);
      };
      pour();
    });
    expect(await post(server.port)).toEqual({ status: 200 });
    expect(sent).toBeLessThan(20_000_000);
    await server.closed();
  });

  it('may drip: its status stands, and it is let go after 5 seconds', async () => {
    const server = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await post(server.port)).toEqual({ status: 200 });
    await server.closed();
  });

  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['silence', () => undefined, /did not answer within 5 seconds/],
    [
      'headers that drip',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const drip = setInterval(() => socket.write('x-a: b\r\n'), 50);
        socket.on('close', () => clearInterval(drip));
      },
      /did not answer within 5 seconds/,
    ],
    ['a closed door', (socket) => socket.destroy(), /closed the connection/],
    ['an early end', (socket) => socket.end('HTTP/1.1 200'), /closed the connection|proper HTTP/],
    ['garbage', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'), /not proper HTTP/],
    [
      'a header without end',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`),
      /not proper HTTP/,
    ],
  ])('can be %s, told in words', async (_, greet, words) => {
    const server = await listen(greet);
    expect(await problemOf(post(server.port))).toMatch(words);
    await server.closed();
  });

  it('is nothing where nobody listens, or the name is not known', async () => {
    const server = await Canary.start();
    const { port } = server;
    await server.stop();
    expect(await problemOf(post(port))).toMatch(/Nobody listens/);
    const unknown = new Outbound(readConfig({}), {
      resolve: async () => {
        throw Object.assign(new Error(), { code: 'ENOTFOUND' });
      },
    });
    const sending = unknown.post({ url: 'https://hook.example/', headers: {}, body: '' });
    expect(await problemOf(sending)).toMatch(/name is not known/);
  });

  it('is not waited for longer than 5 seconds where the name is never found', async () => {
    const hanging = new Outbound(readConfig({}), { resolve: () => new Promise(() => undefined) });
    const sending = hanging.post({ url: 'https://hook.example/', headers: {}, body: '' });
    expect(await problemOf(sending)).toMatch(/5 seconds/);
  });

  const withTls = haveOpenssl ? it : it.skip;
  const secure = async (named: string) => {
    const certified = certify(named);
    const asked: (string | undefined)[] = [];
    const server: Server = createServer(
      {
        key: certified.key,
        cert: certified.cert,
        SNICallback: (name, done) => {
          asked.push(name);
          done(null);
        },
      },
      (socket) =>
        socket.once('data', () => answering('200 OK')(socket)).on('error', () => undefined),
    );
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const stop = async () => {
      rmSync(certified.folder, { recursive: true });
      await new Promise((resolve) => server.close(resolve));
    };
    started.push({ stop });
    return { port: (server.address() as AddressInfo).port, asked, authority: certified.authority };
  };
  const inAProcess = async (port: number, environment: Record<string, string>) => {
    const script = new URL('./post-once.ts', import.meta.url);
    const child = Child.start(script, [`https://hook.internal:${port}/in`], {
      ASSAY_OUTBOUND_HOSTS: `hook.internal:${port}`,
      ...environment,
    });
    return JSON.parse(await child.says('{')) as unknown;
  };

  withTls(
    'must have a certificate that somebody trusted signed, allowed host or not (needs openssl)',
    async () => {
      const { port, asked } = await secure('hook.internal');
      expect(await problemOf(post(port, 'https'))).toMatch(/not signed by anybody/);
      expect(asked).toEqual(['hook.internal']);
      const careless = await inAProcess(port, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
      expect(careless).toEqual({ problem: expect.stringMatching(/not signed by anybody/) });
    },
  );

  withTls(
    'is taken where the operator’s authority signed for this very name (needs openssl)',
    async () => {
      const right = await secure('hook.internal');
      const trusting = { NODE_EXTRA_CA_CERTS: right.authority };
      expect(await inAProcess(right.port, trusting)).toEqual({ status: 200 });
      const wrong = await secure('other.internal');
      const other = await inAProcess(wrong.port, { NODE_EXTRA_CA_CERTS: wrong.authority });
      expect(other).toEqual({ problem: 'Its certificate is for another name.' });
    },
  );

  it('must be TLS where https is written', async () => {
    const server = await listen((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'));
    expect(await problemOf(post(server.port, 'https'))).toMatch(/does not speak TLS/);
  });
});
