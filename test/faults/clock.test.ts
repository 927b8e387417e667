import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PasswordLinks } from '../../src/identity/password-links.service.js';
import { verifyJournal } from '../../src/journal/index.js';
import { purgeWanted } from '../../src/keeping/purging/events.js';
import { system } from '../../src/platform/actor.js';
import { ClockWatch } from '../../src/platform/clock-watch/index.js';
import {
  furthestMs,
  proofMs,
  seenNow,
  type Seen,
} from '../../src/platform/clock-watch/time-line.js';
import { Jobs } from '../../src/platform/jobs/index.js';
import { Sweeps } from '../../src/platform/sweeps/index.js';
import { build } from '../dossiers/examples.js';
import { newVendor, sendForm, textOf } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { TestClock } from '../support/clock.js';
import { migratedPlace, type TestPlace } from '../support/place.js';
import { vendorFacts } from '../vendors/examples.js';

const hourMs = 3_600_000;
const year = { from: '2026-01-01', to: '2026-12-31' };

describe('what is believed of the clock', () => {
  const moment = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });
  const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

  it('is every step up to 35 days, in either direction', () => {
    fc.assert(
      fc.property(
        moment,
        fc.array(fc.integer({ min: -furthestMs, max: furthestMs })),
        (at, steps) => {
          let seen: Seen = { at, leap: null };
          for (const step of steps) {
            const now = later(seen.at, step);
            seen = seenNow(seen, now);
            expect(seen).toEqual({ at: now, leap: null });
          }
        },
      ),
    );
  });

  it('is a leap only once it went on from there for two days, and never what was left again', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(-1, 1),
        fc.integer({ min: furthestMs + 1, max: 60 * 366 * 24 * hourMs }),
        fc.array(fc.integer({ min: 0, max: 30 * hourMs }), { maxLength: 60 }),
        (at, sign, by, steps) => {
          let now = later(at, sign * by);
          let since = now;
          let seen = seenNow({ at, leap: null }, now);
          expect(seen.leap).not.toBeNull();
          for (const step of steps) {
            now = later(now, step);
            if (step > 24 * hourMs) since = now;
            seen = seenNow(seen, now);
            if (seen.leap === null) break;
            expect(now.getTime() - since.getTime()).toBeLessThan(proofMs);
            expect(seenNow(seen, later(at, 60_000)).leap).toBeNull();
          }
          const isProven = now.getTime() - since.getTime() >= proofMs;
          const isBack = Math.abs(now.getTime() - at.getTime()) <= furthestMs;
          expect(seen.leap === null).toBe(isProven || isBack);
        },
      ),
    );
  });
});

describe('a clock that is wrong for a while', () => {
  let place: TestPlace;
  let assay: TestAssay;
  let staff: Visitor;
  let file: string;
  let dossier: string;

  beforeAll(async () => {
    place = await migratedPlace();
    await start('2026-11-23T09:00:00Z');
    const vendorId = await newVendor(staff);
    const door = { assay, headers: staff.headers };
    const at = `/api/v1/vendors/${vendorId}/evidence`;
    const given = { name: 'soc2.txt', content: textOf(2_000) };
    const { body } = await sendForm(door, at, { title: 'SOC 2' }, given);
    file = `/api/v1/evidence/${body.id}/file`;
    dossier = (await build(assay, staff, `/api/v1/vendors/${vendorId}/dossiers`, year)).id;
    const url = `/api/v1/vendors/${vendorId}`;
    const { headers } = await staff.get(url);
    const left = { ...vendorFacts, status: 'offboarded' };
    await staff.put(url, left, { 'if-match': headers['etag'] ?? '' });
    await assay.settle();
  });
  afterAll(async () => {
    await assay.app.close();
    await place.remove();
  });

  /** The server starts at this moment, and does what it does at its start. */
  const start = async (moment: string) => {
    const clock = new TestClock();
    clock.set(moment);
    assay = await startAssay({ ASSAY_LOG_LEVEL: 'silent' }, { place, clock });
    staff = await assay.api();
    await minute();
  };
  const again = async (moment: string) => {
    await assay.app.close();
    await start(moment);
  };
  /** What happens each minute. */
  const minute = async () => {
    await assay.app.get(Sweeps).takeUp();
    await assay.settle();
  };
  const here = async () => [
    (await staff.get(file)).status,
    (await staff.get<{ state: string }>(`/api/v1/dossiers/${dossier}`)).body.state,
  ];
  const signIn = async (times: number) => {
    let status = 0;
    for (let time = 0; time < times; time += 1) {
      const headers = { 'sec-fetch-site': 'same-origin' };
      const form = {
        ...assay.stranger.headers,
        ...headers,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const payload = 'email=ines%40buyer.example&password=wrong-and-long-enough';
      ({ status } = await assay.send({ method: 'POST', url: '/sign-in', headers: form, payload }));
    }
    return status;
  };

  it('destroys nothing while it is fifty years ahead, and nothing is left of that once it is set right', async () => {
    const before = await assay.browser();
    expect((await before.get('/vendors')).status).toBe(200);
    await again('2076-11-23T09:00:00Z');
    // It is not handed out past its day, whichever clock says so, and is there again with the right one.
    expect(await here()).toEqual([200, 'expired']);
    const page = await (await assay.browser()).get('/kept');
    expect(page.text).toMatch(/Nothing is purged for now.+23 Nov 2026.+23 Nov 2076/s);
    expect(page.text).toContain('25 Nov 2076');
    expect(await assay.app.get(ClockWatch).isRight()).toBe(false);

    // Made by the clock that is ahead: none of it may live, or wait, for fifty years.
    const session = await assay.browser();
    const { link } = await assay.app.get(PasswordLinks).make(system, staff.userId);
    const token = await assay.api();
    const locked = await signIn(12);
    const later = new Date(assay.clock.now().getTime() + hourMs);
    const job = { kind: 'evidence', day: '2026-11-23' };
    await assay.database.transaction(() => assay.app.get(Jobs).enqueue(purgeWanted, job, later));
    const opens = async (path: string) => (await assay.stranger.get(path)).status;
    const path = link.slice(assay.origin.length);
    expect([(await session.get('/vendors')).status, locked, await opens(path)]).toEqual([
      200, 429, 200,
    ]);

    await again('2026-11-23T12:00:00Z');
    expect(await here()).toEqual([200, 'ready']);
    expect((await (await assay.browser()).get('/kept')).text).not.toContain(
      'Nothing is purged for now',
    );
    const sessionNow = await assay.send({
      method: 'GET',
      url: '/vendors',
      headers: session.headers,
    });
    expect(sessionNow.status).not.toBe(200);
    expect(await signIn(1)).not.toBe(429);
    expect(await opens(path)).toBe(410);
    const ahead = { method: 'GET' as const, url: '/api/v1/vendors', headers: token.headers };
    expect((await assay.send(ahead)).status).toBe(401);
    const waiting = await staff.get<object[]>('/api/v1/jobs?state=waiting');
    expect(waiting.body).toEqual([]);
    const old = await assay.send({ method: 'GET', url: '/vendors', headers: before.headers });
    expect(old.status).toBe(200);
  });

  it('keeps the journal in its order, and checkpoints with it, where it is set back', async () => {
    const sizes: number[] = [];
    await again('2016-01-01T00:00:00Z');
    for (const moment of ['2016-01-01T00:00:00Z', '2026-11-23T11:00:00Z', '2026-11-24T09:00:00Z']) {
      assay.clock.set(moment);
      await minute();
      staff = await assay.api();
      await newVendor(staff, `Vendor of ${moment}`);
      const { body } = await staff.post<{ size: number; signedAt: string }>(
        '/api/v1/journal/checkpoints',
      );
      expect(body.signedAt).toBe(new Date(moment).toISOString());
      sizes.push(body.size);
      expect(await verifyJournal(assay.database)).toMatchObject({ problems: [] });
    }
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
    expect(new Set(sizes).size).toBe(3);
    const [, newest] = (await staff.get<{ action: string }[]>('/api/v1/journal?size=2')).body;
    expect(newest).toBeDefined();
    expect(await here()).toEqual([200, 'ready']);
  });

  it('purges what a look found due on its day, whatever the clock says when it is done', async () => {
    await assay.database.transaction(() =>
      assay.app.get(Jobs).enqueue(purgeWanted, { kind: 'evidence', day: assay.clock.today() }),
    );
    assay.clock.set('2076-11-23T09:00:00Z');
    await assay.settle();
    assay.clock.set('2026-11-24T10:00:00Z');
    expect(await here()).toEqual([200, 'ready']);
  });

  it('is believed when it has gone on there for two days: then all of it is done', async () => {
    await again('2028-11-23T09:00:00Z');
    for (let hours = 0; hours < 47; hours += 1) {
      expect(await assay.app.get(ClockWatch).isRight()).toBe(false);
      assay.clock.advance(hourMs);
    }
    await minute();
    staff = await assay.api();
    expect(await here()).toEqual([200, 'expired']);
    assay.clock.advance(hourMs);
    await minute();
    await minute();
    expect(await here()).toEqual([410, 'expired']);
    expect(await verifyJournal(assay.database)).toMatchObject({ problems: [] });
  });
});
