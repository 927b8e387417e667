import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import {
  readAdvisories,
  Unreadable,
  wordsOfMalware,
  type ReadAdvisory,
} from '../../../src/incidents/advisories/reading/index.js';
import { haveRealFiles, malware, names, osv, realFile, type Osv } from './records.js';

const one = (text: string): ReadAdvisory => {
  const [{ advisory, problem } = {}] = readAdvisories(text, 'x');
  if (!advisory) throw new Unreadable(problem);
  return advisory;
};
const read = (record: object): ReadAdvisory => one(JSON.stringify(record));
const problem = (text: string | object): string => {
  try {
    one(typeof text === 'string' ? text : JSON.stringify(text));
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
  return 'It was read.';
};
const range = (...events: object[]) => ({ ranges: [{ type: 'ECOSYSTEM', events }] });
/** Of a package as many events as are taken in one range. */
const crowded = {
  type: 'SEMVER',
  events: Array.from({ length: 500 }, (_, at) => ({ introduced: `1.${at}.0` })),
};
const affected = (part: object): Osv => osv({ affected: [names('x', part)] });

describe('a record', () => {
  it('is the same in JSON, in YAML and with its keys in another order', () => {
    const record = {
      ...malware('x', ['1.10', '2.0']),
      id: 'MAL-1',
      references: [{ type: 'WEB', url: 'https://a.example/' }],
    };
    const turned = Object.fromEntries(Object.entries(record).reverse());
    const yaml = [
      'id: MAL-1',
      'modified: 2026-03-24T12:00:00Z',
      "published: '2026-03-24T11:00:00Z'",
      'summary: Malicious code in x',
      'affected:',
      '- package: {ecosystem: PyPI, name: x}',
      '  versions:',
      '  - 1.10',
      '  - 2.0',
      'references:',
      '- type: WEB',
      '  url: https://a.example/',
    ].join('\n');
    expect(read(turned)).toEqual(read(record));
    expect(one(yaml)).toEqual(read(record));
    expect(one(yaml).packages[0]?.versions).toEqual(['1.10', '2.0']);
  });

  it.each([
    ['an id of the database of malicious packages', { id: 'MAL-2' }, 'malware'],
    ['an alias of it', { aliases: ['MAL-2'] }, 'malware'],
    [
      'the weakness of embedded malicious code',
      { database_specific: { cwe_ids: ['CWE-506'] } },
      'malware',
    ],
    ['nothing of the kind', {}, 'vulnerability'],
    [
      'another weakness',
      { database_specific: { cwe_ids: ['CWE-5060', 'CWE-79'] } },
      'vulnerability',
    ],
    [
      'only words, of a package that was mended',
      {
        summary: 'Lets one upload malware',
        affected: [names('x', range({ introduced: '0' }, { fixed: '2' }))],
      },
      'vulnerability',
    ],
    [
      'only words, with a severity',
      {
        details: 'A malicious package',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
        affected: [names('x', { versions: ['1'] })],
      },
      'vulnerability',
    ],
    [
      'words, single releases and no fix',
      { details: 'A malicious version was uploaded', affected: [names('x', { versions: ['1'] })] },
      'malware',
    ],
  ])('with %s is told apart', (_, part, kind) => {
    const told = read(osv(part));
    expect([told.kind, told.kindBecause.length > 20]).toEqual([kind, true]);
  });

  it.each([
    ['An attacker used a compromised maintainer account', 'compromised maintainer account'],
    ['Versions 1 to 3 were\ntrojanized', 'trojanized'],
    ['This is a typosquat of requests', 'typosquat'],
    ['It held credential\nharvesting code', 'credential harvesting'],
    ['A malicious user can read files of others', undefined],
    ['Parsing a malicious document takes all memory', undefined],
    ['', undefined],
  ])('that says “%s” speaks of malware by: %s', (text, words) => {
    expect(wordsOfMalware('', text)).toBe(words);
  });

  it.each([
    [osv({ id: undefined }), 'id is missing.'],
    [osv({ id: 'a b' }), 'id has a space or a letter beyond plain ASCII.'],
    [
      osv({ modified: 'yesterday' }),
      'modified is yesterday, not a moment like 2026-03-24T15:35:32Z.',
    ],
    [osv({ modified: undefined }), 'modified is missing.'],
    [osv({ aliases: 'CVE-1' }), 'aliases is not a list.'],
    [osv({ aliases: [1] }), 'aliases[0] is not text.'],
    [
      osv({ affected: [{ package: { ecosystem: 'PyPI' } }] }),
      'affected[0].package.name is missing.',
    ],
    [affected({ versions: [1.1] }), 'affected[0].versions[0] is not text.'],
    [
      affected({ ranges: [{ type: 'X', events: [] }] }),
      'affected[0].ranges[0].type is X, not one of: SEMVER, ECOSYSTEM, GIT.',
    ],
    [
      affected({ ranges: [...'ab'].map(() => crowded) }),
      'affected[0].ranges has more than 500 events in all: no version can be held against so many.',
    ],
    [affected({ ranges: [{ type: 'SEMVER' }] }), 'affected[0].ranges[0].events is missing.'],
    [
      affected(range({ fixed: '1' })),
      'affected[0].ranges[0].events has no event that says where it begins (introduced).',
    ],
    [
      affected(range({ introduced: '0', fixed: '1' })),
      'affected[0].ranges[0].events[0] needs exactly one of: introduced, fixed, last_affected, limit.',
    ],
    [
      affected(range({ introduced: '0' }, { fixed: '1' }, { last_affected: '2' })),
      'affected[0].ranges[0].events has both fixed and last_affected: one range takes one of the two.',
    ],
    [
      affected({
        ranges: [{ type: 'GIT', repo: 'https://x.example', events: [{ introduced: 'abc' }] }],
      }),
      'affected[0].ranges[0].events[0].introduced is not the whole hash of a commit.',
    ],
    [
      affected({ ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }),
      'affected[0].ranges[0].repo is missing.',
    ],
    [osv({ details: 'a\0b' }), 'details has characters that cannot be stored.'],
    [osv({ severity: [{ type: 'CVSS_V3' }] }), 'severity[0].score is missing.'],
    [osv({ database_specific: [] }), 'database_specific is not an object.'],
    [{ x: 1 }, 'id is missing.'],
    ['null', 'The record is not an object.'],
    ['"x"', 'The record is not an object.'],
    ['', 'It is empty.'],
    ['{', 'It is not JSON as it should be: line 1, a key in quotes is missing.'],
    ['{"id":"a",\n"id":"b"}', 'It is not JSON as it should be: line 2, the key id stands twice.'],
    [
      '{"id":"a"}\n\n{"id":"b"}',
      'It is not JSON as it should be: line 3, something stands behind its end.',
    ],
    ['{"__proto__":{}}', 'It is not JSON as it should be: line 1, the key __proto__ is not taken.'],
    ['{"a":[01]}', 'It is not JSON as it should be: line 1, 01 is no number.'],
    ['{"a":"\\x"}', 'It is not JSON as it should be: line 1, "\\x" is no string.'],
    [
      '['.repeat(100_000),
      'It is not JSON as it should be: line 1, it is nested more than 60 deep.',
    ],
    ['id: a\nid: b', 'It is not YAML as it should be: line 2, a key stands twice.'],
    [
      'id: &x a\nsummary: *x',
      'It is not YAML as it should be: line 2, something is meant by an alias (*): write it out.',
    ],
    [
      'id: !!js/function x',
      'It is not YAML as it should be: line 1, unresolved tag: tag:yaml.org,2002:js/function.',
    ],
    ['a: ['.repeat(2_000), 'It is not YAML as it should be: line 1, it is nested too deep.'],
    ['- '.repeat(50_000), 'It is not YAML as it should be: line 1, it is nested too deep.'],
    ['constructor: x', 'It is not YAML as it should be: line 1, the key constructor is not taken.'],
    ['x'.repeat(500_000), 'It is YAML of more than 400000 characters. Send it as JSON.'],
    ['x'.repeat(5_000_000), 'It is longer than 4000000 characters.'],
  ])('that is wrong says where: case %#', (text, sentence) => {
    expect(problem(text)).toBe(sentence);
  });

  it('that nests aliases by the billion is refused before anything grows', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let at = 1; at < 12; at += 1)
      bomb.push(
        `${'abcdefghijkl'[at]}: &${'abcdefghijkl'[at]} [${Array(9)
          .fill(`*${'abcdefghijkl'[at - 1]}`)
          .join(',')}]`,
      );
    expect(problem(bomb.join('\n'))).toMatch(/^It is not YAML .* alias/);
  });

  it('keeps parts that it knows nothing of, and notes what it left out', () => {
    const told = read(
      osv({
        later: { x: 1 },
        affected: [
          { package: { ecosystem: 'A new one:3', name: 'y' }, versions: ['1'] },
          { ranges: [{ type: 'GIT', repo: 'https://x.example', events: [{ introduced: '0' }] }] },
        ],
        references: [
          { type: 'NEW', url: 'https://a.example/' },
          { type: 'WEB', url: 'javascript:alert(1)' },
        ],
      }),
    );
    expect(told.packages).toEqual([
      {
        purl: null,
        ecosystem: 'A new one:3',
        name: 'y',
        versions: ['1'],
        ranges: [],
        isBroad: false,
      },
    ]);
    expect(told.references).toEqual([{ type: 'NEW', url: 'https://a.example/' }]);
    expect(told.notes).toEqual([
      { where: 'affected[1]', why: 'names no package' },
      { where: 'references[1].url', why: 'is not a web address' },
    ]);
  });

  it('among many that is wrong keeps no other out', () => {
    const list = JSON.stringify([osv({ id: 'A-1' }), { id: 'A-2' }, osv({ id: 'A-3' })]);
    for (const text of [list, `{"vulns":${list}}`]) {
      expect(
        readAdvisories(text, 'f.json').map(({ where, advisory, problem }) => [
          where,
          advisory?.osvId ?? problem,
        ]),
      ).toEqual([
        ['f.json, record 1', 'A-1'],
        ['f.json, record 2 (A-2)', 'modified is missing.'],
        ['f.json, record 3', 'A-3'],
      ]);
    }
    const yaml = ['A-1', 'A-3'].map((id) => `id: ${id}\nmodified: 2026-03-24T12:00:00Z\n`);
    expect(readAdvisories(yaml.join('---\n'), 'f').map(({ advisory }) => advisory?.osvId)).toEqual([
      'A-1',
      'A-3',
    ]);
  });

  it('is read or refused with a sentence, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .json()
            .map((json) => `{"id":"A-1","modified":"2026-03-24T12:00:00Z","affected":${json}}`),
        ),
        (text) => {
          expect(problem(text)).toMatch(/\.$/);
        },
      ),
    );
  });
});

(haveRealFiles ? describe : describe.skip)('real records (skipped: no real files)', () => {
  const files = [
    'MAL-2026-2144.json',
    'PYSEC-2025-72.yaml',
    'PYSEC-2026-1.yaml',
    'PYSEC-2026-2.yaml',
  ];

  it('are read whole, and told to be malware', () => {
    const told = haveRealFiles ? files.map((file) => one(realFile(file))) : [];
    expect(
      told.map(({ osvId, kind, packages, notes }) => [
        osvId,
        kind,
        packages[0]?.purl,
        packages[0]?.versions,
        notes,
      ]),
    ).toEqual([
      ['MAL-2026-2144', 'malware', 'pkg:pypi/litellm', ['1.82.7', '1.82.8'], []],
      ['PYSEC-2025-72', 'malware', 'pkg:pypi/num2words', ['0.5.15', '0.5.16'], []],
      ['PYSEC-2026-1', 'malware', 'pkg:pypi/dydx-v4-client', ['1.1.5.post1'], []],
      ['PYSEC-2026-2', 'malware', 'pkg:pypi/litellm', ['1.82.7', '1.82.8'], []],
    ]);
  });

  it('and others are refused only where the published schema refuses them too', () => {
    const require = createRequire(import.meta.url);
    const formats = require('ajv-formats') as { default: (ajv: Ajv2020) => void };
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const valid = ajv.compile(JSON.parse(realFile('osv-schema.json')) as object);
    const texts = [null, 'x', '1.0', 1, [], {}, ['x'], [{}], '0'];
    const text = fc.constantFrom<unknown>(...texts, undefined);
    const event = fc.oneof(
      text,
      fc.record(
        { introduced: text, fixed: text, last_affected: text, limit: text },
        { requiredKeys: [] },
      ),
    );
    const rangeOf = fc.record(
      {
        type: fc.constantFrom('SEMVER', 'ECOSYSTEM', 'GIT', 'X'),
        repo: text,
        events: fc.oneof(text, fc.array(event, { maxLength: 3 })),
      },
      { requiredKeys: [] },
    );
    const entry = fc.record(
      {
        package: fc.oneof(text, fc.constant({ ecosystem: 'PyPI', name: 'x' })),
        versions: fc.oneof(text, fc.array(text, { maxLength: 2 })),
        ranges: fc.oneof(text, fc.array(rangeOf, { maxLength: 2 })),
      },
      { requiredKeys: [] },
    );
    const record = fc.record(
      {
        id: fc.constant('GHSA-1'),
        modified: fc.constantFrom('2026-03-24T12:00:00Z', '2026-03-24', 'x'),
        published: fc.constantFrom('2026-03-24T12:00:00.123Z', '1'),
        aliases: fc.oneof(text, fc.array(text, { maxLength: 2 })),
        severity: fc.oneof(
          text,
          fc.constant([{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }]),
        ),
        affected: fc.oneof(text, fc.array(entry, { maxLength: 2 })),
        references: fc.oneof(text, fc.constant([{ type: 'WEB', url: 'https://a.example/' }])),
        credits: fc.oneof(text, fc.constant([{ name: 'x' }])),
      },
      { requiredKeys: ['id', 'modified'] },
    );
    let agreed = 0;
    fc.assert(
      fc.property(record, (candidate) => {
        const sent = JSON.parse(JSON.stringify(candidate)) as object;
        const isValid = valid(sent);
        const answer = problem(sent);
        // The schema takes empty words, which name nothing; we do not.
        if (isValid && answer !== 'It was read.') expect(answer).toMatch(/is empty\.$/);
        if (!isValid && answer !== 'It was read.') agreed += 1;
      }),
      { numRuns: 1500 },
    );
    expect(agreed).toBeGreaterThan(100);
  });
});
