import { describe, expect, it } from '@jest/globals';
import * as pep440 from '@renovatebot/pep440';
import ruby from '@renovatebot/ruby-semver';
import fc from 'fast-check';
import semver from 'semver';
import {
  compareVersions,
  matchVersion,
  namesEverything,
  type AffectedPackage,
  type OsvEvent,
  type OsvRange,
} from '../../../src/supply-chain/index.js';

const number = fc.integer({ min: 0, max: 12 });
const python = fc
  .tuple(
    fc.constantFrom('', '', '', '1!'),
    fc.array(number, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', 'a1', 'b2', 'rc1', 'rc2', '-preview.3'),
    fc.constantFrom('', '', '.post1', '-2', '.rev3'),
    fc.constantFrom('', '', '.dev1', '_dev4'),
  )
  .map(([epoch, release, pre, post, dev]) =>
    // A bare 0 is no version where a range begins: there it stands before all.
    `${epoch}${release.join('.')}${pre}${post}${dev}`.replace(/^0$/, '0.0'),
  );
const semantic = fc
  .tuple(
    number,
    number,
    number,
    fc.constantFrom('', '', '-alpha', '-alpha.1', '-rc.2', '-1', '-a-b'),
  )
  .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre}`);
const rubygems = fc
  .tuple(
    fc.array(number, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '.rc1', '.beta.2', '.pre', '.a', '.alpha.0', '.dev.0.1'),
  )
  .map(([release, pre]) => `${release.join('.')}${pre}`.replace(/^0$/, '0.0'));
const gemOrder = (a: string, b: string): number => (ruby.lt(a, b) ? -1 : ruby.gt(a, b) ? 1 : 0);
const schemes = [
  { ecosystem: 'PyPI', version: python, compare: pep440.compare },
  { ecosystem: 'RubyGems', version: rubygems, compare: gemOrder },
  { ecosystem: 'npm', version: semantic, compare: semver.compare },
] as const;

const affected = (
  ranges: readonly OsvRange[],
  versions: readonly string[] = [],
  ecosystem = 'PyPI',
): AffectedPackage => ({
  purl: null,
  ecosystem,
  name: 'x',
  versions,
  ranges,
  isBroad: namesEverything({ ranges, versions }),
});
const range = (...events: OsvEvent[]): OsvRange => ({ type: 'ECOSYSTEM', events });
const verdict = (of: AffectedPackage, version: string | null) => matchVersion(of, version).verdict;

describe.each(schemes)('versions of $ecosystem', ({ ecosystem, version, compare }) => {
  it('are ordered as the reference comparator orders them', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(compareVersions(ecosystem, a, b)).toBe(Math.sign(compare(a, b)));
        expect(compareVersions(ecosystem, ` ${a}\n`, a)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('are inside a range as a walk along all versions says, in whatever order its events stand', () => {
    const kinds = fc.array(fc.constantFrom('fixed' as const, 'last_affected' as const), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(version, {
          minLength: 2,
          maxLength: 9,
          comparator: (a, b) => compare(a, b) === 0,
        }),
        kinds,
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (pool, ends, fromZero, order) => {
          const points = [...pool].sort(compare);
          const events = points.map((point, at): OsvEvent => {
            if (at % 2 === 0) return { introduced: at === 0 && fromZero ? '0' : point };
            return ends[(at - 1) / 2] === 'fixed' ? { fixed: point } : { last_affected: point };
          });
          const mixed = events
            .map((event) => ({ event, key: order.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ event }) => event);
          points.forEach((point, at) => {
            const inside = at % 2 === 0 || ends[(at - 1) / 2] === 'last_affected';
            expect(verdict(affected([range(...mixed)], [], ecosystem), point)).toBe(
              inside ? 'affected' : 'not_affected',
            );
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are decided as a naive reading of the specification decides them, for any events at all', () => {
    const event = fc.oneof(
      fc.constant({ introduced: '0' }),
      version.map((introduced) => ({ introduced })),
      version.map((fixed) => ({ fixed })),
      version.map((last_affected) => ({ last_affected })),
      version.map((limit) => ({ limit })),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(event, { minLength: 1, maxLength: 5 }), { maxLength: 2 }),
        fc.array(version, { maxLength: 3 }),
        version,
        (rangesOf, versions, asked) => {
          const ranges = rangesOf.map((events) => range(...events));
          const got = verdict(affected(ranges, versions, ecosystem), asked);
          const listed = versions.some((one) => compare(one, asked) === 0);
          const [early, late] = ['introduced', 'fixed'].map((first) =>
            ranges.some(({ events }) => naive(events, asked, compare, first)),
          );
          if (ranges.length === 0 && versions.length === 0) expect(got).toBe('unknown');
          else if (listed || (early && late)) expect(got).toBe('affected');
          else if (early !== late) expect(got).not.toBe('not_affected');
          else expect(got).not.toBe('affected');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('that are no versions are never called not affected', () => {
    fc.assert(
      fc.property(fc.string(), version, version, (text, from, to) => {
        fc.pre(compareVersions(ecosystem, text, text) === undefined);
        const of = affected([range({ introduced: from }, { fixed: to })], [from], ecosystem);
        expect(verdict(of, text)).toBe('unknown');
        expect(verdict(affected([range({ introduced: text || 'x' })], [], ecosystem), to)).not.toBe(
          text === '0' ? 'unknown' : 'not_affected',
        );
      }),
    );
    for (const text of [
      null,
      '',
      '  ',
      'latest',
      '^1.2.3',
      '1.x',
      'v',
      '9'.repeat(300),
      '１.2.3',
    ]) {
      expect(verdict(affected([range({ introduced: '5' })], ['1.2.3'], ecosystem), text)).toBe(
        'unknown',
      );
    }
  });
});

/** The specification's text, with nothing clever: sort, walk, decide. */
function naive(
  events: readonly OsvEvent[],
  asked: string,
  compare: (a: string, b: string) => number,
  first: string,
): boolean {
  const limits = events.filter(({ limit }) => limit !== undefined);
  if (limits.length > 0 && !limits.some(({ limit }) => compare(asked, limit ?? '') < 0))
    return false;
  const walk = events
    .filter(({ limit }) => limit === undefined)
    .map((event) => ({ kind: Object.keys(event)[0] ?? '', at: Object.values(event)[0] as string }))
    .sort((a, b) => {
      const apart =
        Number(a.at !== '0') - Number(b.at !== '0') || (a.at === '0' ? 0 : compare(a.at, b.at));
      const rank = (kind: string) => (kind === first ? 0 : kind === 'last_affected' ? 2 : 1);
      return apart || rank(a.kind) - rank(b.kind);
    });
  let inside = false;
  for (const { kind, at } of walk) {
    const order = at === '0' && kind === 'introduced' ? 1 : compare(asked, at);
    if (kind === 'introduced' && order >= 0) inside = true;
    if (kind === 'fixed' && order >= 0) inside = false;
    if (kind === 'last_affected' && order > 0) inside = false;
  }
  return inside;
}

describe('an advisory', () => {
  const litellm = affected(
    [range({ introduced: '1.82.7' }, { last_affected: '1.82.8' })],
    ['1.82.7', '1.82.8'],
  );

  it.each([
    ['1.82.6', 'not_affected'],
    ['1.82.7rc1', 'not_affected'],
    ['1.82.7', 'affected'],
    ['v1.82.7', 'affected'],
    ['1.82.7.0', 'affected'],
    ['1.82.7.post1', 'affected'],
    ['1.82.8rc1', 'affected'],
    ['1.82.8.dev1', 'affected'],
    ['1.82.8', 'affected'],
    ['1.82.8+cu118', 'affected'],
    ['1.82.8.post1', 'not_affected'],
    ['1.82.9', 'not_affected'],
    ['1!0.1', 'not_affected'],
    ['latest', 'unknown'],
    [null, 'unknown'],
  ])('of litellm 1.82.7 to 1.82.8 says of %s: %s', (version, expected) => {
    expect(verdict(litellm, version)).toBe(expected);
    expect(matchVersion(litellm, version).why).not.toBe('');
  });

  it('of very many events is decided as one of few, and told in few words', () => {
    const many = Array.from({ length: 500 }, (_, at) => [
      { introduced: `1.${at}.0` },
      { last_affected: `1.${at}.4` },
    ]).flat();
    const crowded = affected([range(...many.toReversed())], [], 'PyPI');
    expect(
      ['1.250.4', '1.250.5', '0.9', '1.499.4', '2'].map((one) => verdict(crowded, one)),
    ).toEqual(['affected', 'not_affected', 'not_affected', 'affected', 'not_affected']);
    expect(matchVersion(crowded, '1.250.4').why).toMatch(
      /^1\.250\.4 is to 1\.499\.4, .* and 980 more$/,
    );
  });

  it('that lists one post-release names that alone', () => {
    const dydx = affected([], ['1.1.5.post1']);
    expect(
      ['1.1.5', '1.1.5.post1', '1.1.5-1', '1.1.6'].map((version) => verdict(dydx, version)),
    ).toEqual(['not_affected', 'affected', 'affected', 'not_affected']);
  });

  it('that nothing ends is broad, and names even what has no version', () => {
    const all = affected([range({ introduced: '0' })]);
    expect(all.isBroad).toBe(true);
    expect(verdict(all, null)).toBe('affected');
    expect(verdict(affected([range({ introduced: '0' })], [], 'Maven'), 'RELEASE')).toBe(
      'affected',
    );
    expect(affected([range({ introduced: '0' }, { limit: '2' })]).isBroad).toBe(false);
    expect(affected([range({ introduced: '0' }, { fixed: '1' })]).isBroad).toBe(false);
    expect(affected([range({ introduced: '1' })]).isBroad).toBe(false);
    expect(affected([]).isBroad).toBe(true);
  });

  it('of commits leaves the question of versions open, unless a range of versions stands beside', () => {
    const commits: OsvRange = {
      type: 'GIT',
      repo: 'https://x.example',
      events: [{ introduced: '0' }],
    };
    expect(verdict(affected([commits]), '1.0')).toBe('unknown');
    expect(verdict(affected([commits], ['1.0']), '1.0.0')).toBe('affected');
    expect(verdict(affected([commits], ['1.0']), '1.1')).toBe('unknown');
    const both = affected([commits, range({ introduced: '0' }, { fixed: '1.1' })]);
    expect([verdict(both, '1.0'), verdict(both, '1.1')]).toEqual(['affected', 'not_affected']);
  });

  it('of an ecosystem that cannot be compared here is sure of nothing but its own spelling', () => {
    for (const ecosystem of ['Maven', 'Packagist', 'Debian:12', 'no such thing', '__proto__']) {
      const of = affected([range({ introduced: '0' }, { fixed: '2' })], ['1.0'], ecosystem);
      expect([verdict(of, '1.0'), verdict(of, '1.0.0'), verdict(of, '3')]).toEqual([
        'affected',
        'unknown',
        'unknown',
      ]);
    }
  });

  it('orders Ruby’s versions as RubyGems documents it, and takes no platform for a pre-release', () => {
    const rising = ['1.a.1', '1.0.b1', '1.0.0.rc1', '1.0', '1.0.1.pre', '1.0.1', '1.1', '1.10'];
    rising.forEach((version, at) => {
      for (const later of rising.slice(at + 1)) {
        expect([version, later, compareVersions('RubyGems', version, later)]).toEqual([
          ...[version, later, -1],
        ]);
      }
    });
    expect(compareVersions('RubyGems', '1.0.0.rc.0', '1.rc')).toBe(0);
    for (const none of ['1.15.0-java', '1.0.RC1', '1.0.zebra', 'v1.0', '1.1234567890123456']) {
      expect([none, compareVersions('RubyGems', none, '1.0')]).toEqual([none, undefined]);
    }
  });

  it('orders Python’s releases that were built by somebody, however their labels are written', () => {
    const label = fc.constantFrom('', '+cu118', '+cu117.with.pypi.cudnn', '+Ubuntu-1', '+1_2.10');
    fc.assert(
      fc.property(python, python, label, label, (a, b, one, other) => {
        const [built, beside] = [`${a}${one}`, `${b}${other}`];
        const order = compareVersions('PyPI', built, beside);
        expect(order).toBe(Math.sign(pep440.compare(built, beside)));
        expect(verdict(affected([range({ introduced: a })]), built)).toBe('affected');
      }),
      { numRuns: 200 },
    );
  });

  it('orders NuGet’s versions as semantic ones with a fourth number, in either case', () => {
    const order = (a: string, b: string) => compareVersions('NuGet', a, b);
    const labelled = fc.constantFrom(
      '',
      '-ALPHA',
      '-alpha.1',
      '-Beta.10',
      '-beta.9',
      '-rc.1',
      '-1',
    );
    const release = fc.array(number, { minLength: 3, maxLength: 3 });
    const version = fc.tuple(release, fc.integer({ min: 0, max: 2 }), labelled);
    const spelt = ([parts, revision, labels]: [number[], number, string]) => ({
      plain: `${parts.join('.')}${labels.toLowerCase()}`,
      all: `${parts.join('.')}.${revision}${labels}`,
    });
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [one, other] = [spelt(a), spelt(b)];
        expect(order(one.plain, other.plain)).toBe(semver.compare(one.plain, other.plain));
        const apart = semver.compare(a[0].join('.'), b[0].join('.')) || a[1] - b[1];
        expect(order(one.all, other.all)).toBe(
          Math.sign(apart) || semver.compare(one.plain, other.plain),
        );
        expect(order(`0${one.all}+Build.7`, one.all.toUpperCase())).toBe(0);
      }),
      { numRuns: 200 },
    );
    expect(order('1', '1.0.0.0')).toBe(0);
    expect(order('1.01', '1.1.0')).toBe(0);
    expect(order('1.0.0-rc.01', '1.0-RC.1')).toBe(0);
    const none = ['1.2.3.4.5', '1.0.0-', '1.0.0-a..b', 'v1.0', '1.*', '[1.0,2.0)', '2147483648'];
    for (const text of none) expect([text, order(text, '1.0')]).toEqual([text, undefined]);
  });

  it('takes nothing very long for a version, so that comparing takes no time', () => {
    for (const [ecosystem, long] of [
      ['RubyGems', `1${'.a'.repeat(30)}`],
      ['PyPI', `1${'.1'.repeat(64)}`],
      ['npm', `1.0.0-${'a.'.repeat(64)}a`],
      ['NuGet', `1.0.0-${'a.'.repeat(64)}a`],
    ] as const) {
      const of = affected([range({ introduced: '5' })], [], ecosystem);
      expect([ecosystem, matchVersion(of, long)]).toEqual([
        ecosystem,
        { verdict: 'unknown', why: expect.stringMatching(/ is no version of /) },
      ]);
    }
  });

  it('reads Go’s versions with and without their v, and ranges of semantic versions as such', () => {
    const go = affected(
      [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.3' }] }],
      [],
      'Go',
    );
    expect(
      ['v1.2.2', '1.2.3-rc.1', 'v1.2.3', 'v1.2'].map((version) => verdict(go, version)),
    ).toEqual(['affected', 'affected', 'not_affected', 'unknown']);
  });
});
