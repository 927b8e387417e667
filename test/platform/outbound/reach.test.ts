import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BlockList } from 'node:net';
import { reachOf } from '../../../src/platform/outbound/reach.js';

/** Everything that the registries of special addresses (IANA, 2026) do not call globally reachable. */
const special = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(net, bits);
}

const near = [...'10 127 100 169 172 192 198 203 0 224 255'.split(' ').map(Number)];
const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = fc
  .tuple(fc.oneof(octet, fc.constantFrom(...near)), octet, octet, octet)
  .map((parts) => parts.join('.'));
const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));

describe('the reach of an address', () => {
  it('is public for no special IPv4 address', () => {
    fc.assert(
      fc.property(ipv4, (text) => {
        if (special.check(text)) expect(reachOf(text)).not.toBe('public');
      }),
      { numRuns: 20_000 },
    );
  });

  it('is public for usual ones', () => {
    for (const text of ['1.1.1.1', '8.8.8.8', '93.184.215.14', '172.32.0.1', '192.169.0.1']) {
      expect([text, reachOf(text)]).toEqual([text, 'public']);
    }
    for (const text of ['2606:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888']) {
      expect([text, reachOf(text)]).toEqual([text, 'public']);
    }
  });

  it('is never public for IPv6 that carries an IPv4 address, whatever it carries', () => {
    fc.assert(
      fc.property(group, group, (a, b) => {
        for (const text of [
          `::ffff:${a}:${b}`,
          `::${a}:${b}`,
          `64:ff9b::${a}:${b}`,
          `2002:${a}:${b}::1`,
          `2001:0:${a}:${b}::1`,
          `2a00:1450::5efe:${a}:${b}`,
        ]) {
          expect([text, reachOf(text)]).not.toEqual([text, 'public']);
        }
      }),
    );
  });

  it('is public only inside 2000::/3', () => {
    const outside = fc
      .integer({ min: 0, max: 0xffff })
      .filter((first) => (first & 0xe000) !== 0x2000);
    fc.assert(
      fc.property(outside, fc.array(group, { minLength: 7, maxLength: 7 }), (first, rest) => {
        expect(reachOf([first.toString(16), ...rest].join(':'))).not.toBe('public');
      }),
    );
  });

  it('is none for what is no address', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[0-9a-f:.]+$/i.test(text));
        expect(reachOf(text)).toBe('none');
      }),
    );
  });
});
