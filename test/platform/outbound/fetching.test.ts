import { afterEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { readConfig } from '../../../src/platform/config/index.js';
import { AddressRefused, Outbound, Unanswered } from '../../../src/platform/outbound/index.js';
import { hosts, wholes } from './addresses.js';
import { answering, Canary } from './canary.js';

const started: Canary[] = [];
const listen = async (greet: (socket: Socket) => void): Promise<Canary> => {
  const canary = await Canary.start({}, greet);
  started.push(canary);
  return canary;
};
const outbound = (allowed: string) =>
  new Outbound(readConfig({ ASSAY_OUTBOUND_HOSTS: allowed }), {
    resolve: async () => ['127.0.0.1'],
  });
const whole = async (pieces: AsyncIterable<Buffer>): Promise<string> => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
};
const fetch = (port: number, limits: { mostBytes?: number; withinMs?: number } = {}) =>
  outbound(`feed.internal:${port}`).fetch(
    {
      url: `http://feed.internal:${port}/all.zip?x=1`,
      headers: { accept: 'application/json' },
      mostBytes: 1000,
      withinMs: 2000,
      ...limits,
    },
    whole,
  );
const problemOf = async (fetching: Promise<unknown>): Promise<string> => {
  const outcome: unknown = await fetching.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(Unanswered);
  return (outcome as Unanswered).message;
};

describe('what is fetched from an address that somebody typed', () => {
  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop();
  });

  it('comes whole, asked for without cookies, packing or earlier connections', async () => {
    const server = await listen(answering('200 OK', 'set-cookie: a=b\r\n', '{"id":1}'));
    expect(await fetch(server.port)).toEqual({ status: 200, taken: '{"id":1}' });
    expect(await fetch(server.port)).toEqual({ status: 200, taken: '{"id":1}' });
    expect(server.connections).toBe(2);
    expect(server.heard).toMatch(/^GET \/all\.zip\?x=1 HTTP\/1\.1\r\n/);
    expect(server.heard).toContain('accept-encoding: identity\r\n');
    expect(server.heard.toLowerCase()).not.toContain('cookie');
  });

  it('is not taken behind a redirect or a refusal: 0 connections elsewhere', async () => {
    const canary = await listen(answering('200 OK'));
    for (const status of [301, 302, 307, 308, 404, 500]) {
      const server = await listen(
        answering(`${status} No`, `location: http://127.0.0.1:${canary.port}/\r\n`, 'x'),
      );
      expect(await fetch(server.port)).toEqual({ status });
    }
    expect(canary.connections).toBe(0);
  });

  it('is let go where it is too large, says so or not, or is packed', async () => {
    const said = await listen(answering('200 OK', '', 'x'.repeat(1001)));
    const unsaid = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
        if (!socket.destroyed) socket.once('drain', pour);
      };
      pour();
    });
    for (const { port } of [said, unsaid]) {
      expect(await problemOf(fetch(port))).toBe('It is larger than 0 MB, the most that is taken.');
    }
    const packed = await listen(answering('200 OK', 'content-encoding: gzip\r\n', 'x'));
    expect(await problemOf(fetch(packed.port))).toMatch(/something packed/);
  });

  it('is let go where it drips for too long, or breaks off', async () => {
    const drips = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await problemOf(fetch(drips.port, { withinMs: 300 }))).toMatch(/did not answer within/);
    const breaks = await listen((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nx'),
    );
    expect(await problemOf(fetch(breaks.port))).toMatch(/closed the connection|reached/);
  });

  it('never comes from this machine unless its operator allowed it [ASVS 1.3.6]', async () => {
    const canary = await Canary.start({ port: 0, host: '127.0.0.1' }, answering('200 OK'));
    started.push(canary);
    const urls = [...hosts.map((host) => `https://${host}:${canary.port}/`), ...wholes];
    for (const url of urls) {
      const wanted = { url, headers: {}, mostBytes: 10, withinMs: 500 };
      const outcome: unknown = await outbound('x.internal')
        .fetch(wanted, whole)
        .catch((error: unknown) => error);
      expect(outcome instanceof AddressRefused || outcome instanceof Unanswered).toBe(true);
    }
    expect(canary.connections).toBe(0);
  });
});
