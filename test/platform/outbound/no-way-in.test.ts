import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/platform/config/index.js';
import { AddressRefused, Outbound, Unanswered } from '../../../src/platform/outbound/index.js';
import { hosts, wholes } from './addresses.js';
import { answering, Canary } from './canary.js';

const outbound = (hosts: string, resolve: (name: string) => string[]) =>
  new Outbound(readConfig(hosts === '' ? {} : { ASSAY_OUTBOUND_HOSTS: hosts }), {
    resolve: async (name) => resolve(name),
  });
const letter = { headers: { 'content-type': 'application/json' }, body: '{}' };
const outcomeOf = async (sending: Promise<unknown>): Promise<unknown> =>
  sending.catch((error: unknown) => error);

describe('addresses that people typed', () => {
  let canary: Canary;

  // On every address of this machine, IPv4 and IPv6, at a port that addresses may have.
  beforeAll(async () => {
    canary = await Canary.start({ port: 8443, host: '::' }, answering('200 OK'));
  });
  beforeEach(() => {
    canary.connections = 0;
  });
  afterAll(() => canary.stop());

  const vectors = [
    ...hosts.flatMap((host) => [`https://${host}:8443/hook`, `http://${host}:8443/hook`]),
    ...wholes,
  ];

  it(`never lead to this machine: ${vectors.length} of them, 0 connections [ASVS 1.3.6, 13.2.4]`, async () => {
    const toHere = outbound('', () => ['127.0.0.1', '::1']);
    const through: string[] = [];
    for (const url of vectors) {
      const outcome = await outcomeOf(toHere.post({ url, ...letter }));
      if (!(outcome instanceof AddressRefused) && !(outcome instanceof Unanswered)) {
        through.push(`${JSON.stringify(url)}: ${String(outcome)}`);
      }
    }
    expect(through).toEqual([]);
    expect(vectors.length).toBeGreaterThanOrEqual(100);
    expect(canary.connections).toBe(0);
  });

  it('do lead here where the operator allows it, so that the refusals above mean something', async () => {
    const allowing = outbound('127.0.0.1:8443,[::1]:8443,hook.internal:8443', () => ['::1']);
    for (const host of ['127.0.0.1', '[::1]', 'hook.internal']) {
      const answer = await allowing.post({ url: `http://${host}:8443/hook`, ...letter });
      expect(answer).toEqual({ status: 200 });
    }
    expect(canary.connections).toBe(3);
  });

  it.each([
    [['93.184.215.14', '127.0.0.1']],
    [['127.0.0.1', '93.184.215.14']],
    [['2606:4700::1111', '::1']],
    [['93.184.215.14', '169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [['fe80::1%lo']],
    [['not an address']],
    [[]],
  ])('are refused where any address of the name is not public: %j', async (addresses) => {
    const mixed = outbound('', () => addresses);
    const outcome = await outcomeOf(
      mixed.post({ url: 'https://hook.example:8443/hook', ...letter }),
    );
    expect(outcome).toBeInstanceOf(Unanswered);
    expect((outcome as Error).message).toMatch(/no address|internal network/);
    expect(canary.connections).toBe(0);
  });

  it('are looked up once: a name that answers otherwise the second time leads nowhere else', async () => {
    const first = await Canary.start({}, answering('200 OK'));
    const second = await Canary.start({ host: '127.0.0.2', port: first.port });
    const asked: string[] = [];
    const rebinding = outbound(`hook.internal:${first.port}`, (name) => {
      asked.push(name);
      return [asked.length === 1 ? '127.0.0.1' : '127.0.0.2'];
    });
    const url = `http://hook.internal:${first.port}/hook`;
    expect(await rebinding.post({ url, ...letter })).toEqual({ status: 200 });
    expect(asked).toEqual(['hook.internal']);
    expect([first.connections, second.connections]).toEqual([1, 0]);
    expect(first.heard).toContain(`host: hook.internal:${first.port}\r\n`);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('stay out of the cloud’s metadata even where the operator allowed the name', async () => {
    const tricked = outbound('hook.internal:8443,169.254.169.254', () => ['169.254.169.254']);
    for (const url of ['http://hook.internal:8443/', 'http://169.254.169.254/latest/meta-data/']) {
      expect(await outcomeOf(tricked.post({ url, ...letter }))).toBeInstanceOf(Unanswered);
    }
  });

  it('are allowed at the port that was allowed with them, and at no other', async () => {
    const one = outbound('hook.internal:8443', () => ['127.0.0.1']);
    const other = outbound('hook.internal:9000', () => ['127.0.0.1']);
    const url = 'http://hook.internal:8443/';
    expect(await one.post({ url, ...letter })).toEqual({ status: 200 });
    expect(await outcomeOf(other.post({ url, ...letter }))).toBeInstanceOf(AddressRefused);
    const usual = outbound('hook.internal', () => ['127.0.0.1']);
    expect(await usual.post({ url, ...letter })).toEqual({ status: 200 });
    const odd = usual.post({ url: 'http://hook.internal:22/', ...letter });
    expect(await outcomeOf(odd)).toBeInstanceOf(AddressRefused);
  });

  it.each(['https://hook.example', 'hook example', 'a,,b', 'host:0', 'host:65536', '10.1', '*'])(
    'cannot be allowed as %j: the start is stopped with words',
    (text) => {
      expect(() => readConfig({ ASSAY_OUTBOUND_HOSTS: text })).toThrow(
        /ASSAY_OUTBOUND_HOSTS: is a list of hosts/,
      );
    },
  );

  it.each([
    'https://hook.example/in?a=b&c=%20',
    'https://hook.example:8443',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://xn--bcher-kva.example/',
    'HTTPS://Hook.Example/',
  ])('may be %s', (url) => {
    expect(outbound('', () => []).read(url)).toMatchObject({ isAllowed: false });
  });
});
