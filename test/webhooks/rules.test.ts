import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { mostAttempts, readRetryAfter, waitAfter } from '../../src/webhooks/retry-schedule.js';
import { newWebhookSecret, signedHeaders, webhookIdOf } from '../../src/webhooks/signing.js';
import { verdictOn } from '../../src/webhooks/verdict.js';
import { declaredNews } from '../../src/webhooks/index.js';
import { newId } from '../../src/platform/ids.js';
import '../../src/app.module.js';

const second = 1_000;
const hour = 3_600 * second;
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the schedule', () => {
  it('is the one of Standard Webhooks: at once, 5 s, 5 and 30 min, 2, 5, 10, 14, 20 and 24 h', () => {
    const waits = Array.from({ length: mostAttempts }, (_, at) => waitAfter(at + 1, 0));
    const hours = [2, 5, 10, 14, 20, 24].map((count) => count * hour);
    expect(waits).toEqual([5 * second, 300 * second, 1_800 * second, ...hours, undefined]);
  });

  it('is lengthened by up to a tenth, never shortened, and ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), chance, (rung, by) => {
        const plain = waitAfter(rung, 0);
        const wait = waitAfter(rung, by);
        if (plain === undefined) return expect(wait).toBeUndefined();
        expect(wait).toBeGreaterThanOrEqual(plain);
        expect(wait).toBeLessThanOrEqual(plain * 1.1 + 1);
      }),
    );
  });

  it('waits as long as the receiver asks where that is longer, a day at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), chance, fc.nat(), (rung, by, asked) => {
        const own = waitAfter(rung, by) ?? 0;
        const wait = waitAfter(rung, by, asked);
        expect(wait).toBe(Math.max(own, Math.min(asked, 24 * hour)));
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-23T09:00:00.000Z');

  it.each<[string | undefined, number]>([
    [undefined, 0],
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Mon, 23 Nov 2026 09:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['-5', 0],
    ['1e9', 0],
    ['soon', 0],
    ['2026-11-24', 0],
    ['', 0],
  ])('of %j asks for %d ms', (text, wait) => {
    expect(readRetryAfter(text, now)).toBe(wait);
  });

  it('is never a fault, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readRetryAfter(text, now)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('an answer', () => {
  it('of 2xx is taken, of 410 the end, of anything else tried again, with words', () => {
    for (let code = 100; code < 600; code += 1) {
      const verdict = verdictOn(code);
      const wanted = code >= 200 && code < 300 ? 'delivered' : code === 410 ? 'gone' : 'failed';
      expect([code, verdict.outcome]).toEqual([code, wanted]);
      if ('problem' in verdict) expect(verdict.problem).toMatch(/^It answered \d{3}: .+\.$/);
    }
    expect(verdictOn(302)).toMatchObject({ problem: expect.stringContaining('not followed') });
  });
});

describe('a signature', () => {
  const payload = '{"type":"webhook.test"}';

  it('is what the standard’s own library verifies, with either of two secrets [ASVS 11.4.1]', () => {
    const [old, fresh, foreign] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders(newId(), new Date(), payload, [fresh, old]);
    for (const secret of [old, fresh]) {
      expect(new Webhook(secret).verify(payload, headers)).toEqual({ type: 'webhook.test' });
      expect(() => new Webhook(secret).verify(`${payload} `, headers)).toThrow(/No matching/);
    }
    expect(() => new Webhook(foreign).verify(payload, headers)).toThrow(/No matching/);
    const other = { ...headers, 'webhook-id': webhookIdOf(newId()) };
    expect(() => new Webhook(fresh).verify(payload, other)).toThrow(/No matching/);
  });

  it('is good for five minutes on either side', () => {
    const secret = newWebhookSecret();
    const at = (offset: number) =>
      new Webhook(secret).verify(
        payload,
        signedHeaders(newId(), new Date(Date.now() + offset * second), payload, [secret]),
      );
    expect(at(-290)).toBeTruthy();
    expect(at(290)).toBeTruthy();
    expect(() => at(-310)).toThrow(/too old/);
    expect(() => at(310)).toThrow(/too new/);
  });

  it('is verified by what docs/webhooks.md tells receivers to write', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-docs-'));
    const [, code = ''] =
      /```js\n([\s\S]+?)```/.exec(readFileSync('docs/webhooks.md', 'utf8')) ?? [];
    writeFileSync(join(folder, 'verify.mjs'), code);
    const { isFromAssay } = (await import(join(folder, 'verify.mjs'))) as {
      isFromAssay(headers: object, body: string, secret: string): boolean;
    };
    const [old, fresh, foreign] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders(newId(), new Date(), payload, [fresh, old]);
    expect([old, fresh, foreign].map((one) => isFromAssay(headers, payload, one))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isFromAssay(headers, `${payload} `, fresh)).toBe(false);
    const late = signedHeaders(newId(), new Date(Date.now() - 310_000), payload, [fresh]);
    expect(isFromAssay(late, payload, fresh)).toBe(false);
    expect(isFromAssay({}, payload, fresh)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('comes from a secret of 24 to 64 random bytes', () => {
    const secrets = Array.from({ length: 100 }, newWebhookSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) {
      const { length } = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      expect(length >= 24 && length <= 64).toBe(true);
    }
  });
});

describe('the kinds of news', () => {
  it('have a name of dots and small letters, and say what happened', () => {
    expect(declaredNews().length).toBeGreaterThanOrEqual(4);
    for (const { kind, about } of declaredNews()) {
      expect(kind).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
      expect(about).toMatch(/^[A-Z].*[^.]$/);
    }
    expect(declaredNews().map(({ kind }) => kind)).not.toContain('webhook.test');
  });
});
