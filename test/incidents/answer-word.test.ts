import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerWord, versionsOf } from '../../src/incidents/outreach/answer-word.js';
import { usedChoices, type OutreachAnswerFacts } from '../../src/incidents/outreach/answer.dto.js';
import { readOpenVex, wordAbout } from '../../src/incidents/outreach/openvex.js';
import { Unreadable } from '../../src/incidents/advisories/reading/unreadable.js';
import { matchVersion } from '../../src/supply-chain/index.js';

const litellm = {
  purl: 'pkg:pypi/litellm',
  ecosystem: 'PyPI',
  name: 'litellm',
  versions: ['1.82.7', '1.82.8'],
  ranges: [],
  isBroad: false,
};
const asked = {
  window: { from: '2026-03-24', to: '2026-03-24' },
  today: '2026-03-26',
  verdictOf: (version: string) => matchVersion(litellm, version).verdict,
};

describe('what an answer comes to', () => {
  it.each<[Partial<OutreachAnswerFacts>, string]>([
    [{ used: 'no' }, 'not_affected'],
    [{ used: 'not_known' }, 'under_investigation'],
    [{ used: 'yes' }, 'under_investigation'],
    [{ used: 'yes', versions: '1.82.6' }, 'not_affected'],
    [{ used: 'yes', versions: '1.82.6; 1.82.7' }, 'affected'],
    [{ used: 'yes', versions: '1.82.7', usedUntil: '2026-03-24' }, 'affected'],
    [{ used: 'yes', versions: '1.82.7', usedUntil: '2026-03-24', reachable: 'no' }, 'fixed'],
    [{ used: 'yes', versions: '1.82.7', reachable: 'no' }, 'affected'],
    [{ used: 'yes', usedUntil: '2026-03-23' }, 'not_affected'],
    [{ used: 'yes', usedUntil: '2026-03-24' }, 'under_investigation'],
    [{ used: 'yes', usedFrom: '2026-03-25' }, 'not_affected'],
    [{ used: 'yes', versions: 'main' }, 'under_investigation'],
  ])('%j: %s', (answer, status) => {
    expect(answerWord(answer as OutreachAnswerFacts, asked).status).toBe(status);
  });

  it('is never an all-clear where an affected version was in use and something may be reachable', () => {
    const answers = fc.record({
      used: fc.constant('yes' as const),
      versions: fc
        .shuffledSubarray(['1.82.6', '1.82.7', '1.82.8', 'main', '1.83.0'])
        .map((versions) => [...versions, '1.82.8'].join(', ')),
      usedUntil: fc.constantFrom('2026-03-20', '2026-03-24', '2026-03-26'),
      reachable: fc.constantFrom(...usedChoices),
    });
    fc.assert(
      fc.property(answers, (answer) => {
        const { status } = answerWord(answer, asked);
        expect(['affected', ...(answer.reachable === 'no' ? ['fixed'] : [])]).toContain(status);
      }),
    );
  });

  it('reads versions however they are separated, each once', () => {
    expect(versionsOf({ versions: ' 1.0,1.1 ;1.0\n2 ' })).toEqual(['1.0', '1.1', '2']);
    expect(versionsOf({})).toEqual([]);
  });
});

describe('an OpenVEX document', () => {
  const statement = {
    vulnerability: { name: 'MAL-2026-2144', aliases: ['PYSEC-2026-2'] },
    products: [{ '@id': 'pkg:pypi/litellm@1.82.7' }],
    status: 'affected',
    action_statement: 'Take 1.82.6.',
  };
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://corridor.example/vex/1',
    author: 'Corridor',
    timestamp: '2026-03-25T10:00:00Z',
    version: 1,
    statements: [statement],
  };
  const read = (more: object = {}) => readOpenVex(JSON.stringify({ ...document, ...more }));
  const purls = ['pkg:pypi/litellm'];

  it('says who says what about which packages from which day', () => {
    const word = wordAbout(read(), purls, ['pysec-2026-2']);
    expect(word).toMatchObject({
      status: 'affected',
      statedOn: '2026-03-25',
      words: 'Take 1.82.6.',
      purls: ['pkg:pypi/litellm'],
    });
    expect(wordAbout(read(), ['pkg:pypi/requests'], [])).toBeUndefined();
    expect(wordAbout(read(), purls, ['CVE-2026-1'])).toBeUndefined();
  });

  it('counts by its last day, and of one day by the gravest word', () => {
    const fixed = { ...statement, status: 'fixed', timestamp: '2026-03-26T00:00:00Z' };
    const status = (statements: object[]) => wordAbout(read({ statements }), purls, [])?.status;
    expect(status([statement, fixed])).toBe('fixed');
    expect(status([{ ...fixed, timestamp: document.timestamp }, statement])).toBe('affected');
  });

  it.each<[object, RegExp]>([
    [{ '@context': 'https://openvex.example' }, /^@context is not/],
    [{ author: '' }, /^author is empty/],
    [{ timestamp: 'yesterday' }, /^timestamp is yesterday/],
    [{ statements: [] }, /^statements has no entry/],
    [{ statements: [{ ...statement, status: 'maybe' }] }, /^statements\[0\]\.status is maybe/],
    [{ statements: [{ ...statement, vulnerability: 'X' }] }, /statements\[0\]\.vulnerability/],
    [{ statements: [{ ...statement, products: 'X' }] }, /statements\[0\]\.products is not a list/],
    [
      { statements: [{ ...statement, justification: 'component_not_present' }] },
      /statements\[0\]\.justification is only for/,
    ],
    [{ statements: [{ ...statement, status: 'not_affected' }] }, /neither justification nor/],
  ])('with %j is refused', (wrong, path) => {
    expect(() => read(wrong)).toThrow(path);
  });

  it('of any other text is refused, and nothing else is thrown', () => {
    const wild = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant(JSON.stringify(document).slice(0, 90)),
    );
    fc.assert(
      fc.property(wild, (text) => {
        expect(() => readOpenVex(text)).toThrow(Unreadable);
      }),
    );
  });
});
