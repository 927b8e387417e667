import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  mostWords,
  shinglesOf,
  wordsIn,
  wordsOf,
} from '../../../src/evidence/likeness/shingles.js';
import {
  readSignature,
  shareOf,
  signatureText,
  Signer,
} from '../../../src/evidence/likeness/signature.js';

const key = createHash('sha256').update('a key for tests').digest();
const signer = new Signer(key);

/** A text of so many made-up words: the same seed, the same words. */
function text(seed: string, words: number): string[] {
  return Array.from({ length: words }, (_, n) =>
    createHash('sha256').update(`${seed} ${n}`).digest('hex').slice(0, 6),
  );
}

const jaccard = (one: Set<string>, other: Set<string>): number => {
  const both = [...one].filter((shingle) => other.has(shingle)).length;
  return both / (one.size + other.size - both);
};

const sign = (words: string[]) => signer.sign(shinglesOf(words));

describe('words and shingles', () => {
  it('take no notice of case, punctuation, layout and typographic forms', () => {
    const one = 'The Controls “were” tested;\n\n no exceptions (none) in ﬁve months.';
    const other = 'the controls were TESTED no  exceptions - none\tin five months';
    expect(wordsOf(one)).toEqual(wordsOf(other));
  });

  it('join words that a line end divided', () => {
    expect(wordsOf('the con-\ntrols of post-\nQuantum 24-7')).toEqual([
      'the',
      'controls',
      'of',
      'post',
      'quantum',
      '24',
      '7',
    ]);
  });

  it('are runs of five words', () => {
    expect([...shinglesOf(['a', 'b', 'c', 'd', 'e', 'f'])]).toEqual(['a b c d e', 'b c d e f']);
    expect([...shinglesOf(['a', 'b', 'c', 'd'])]).toEqual([]);
  });

  it('of a long text are the same as read at once, wherever it was divided', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.integer({ min: 0, max: 9_000 }), async (seed, words) => {
        const long = text(seed, words).join(' ');
        expect(await wordsIn(long)).toEqual(wordsOf(long));
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['in which a letter stands for eighteen', '\ufdfa'.repeat(4_000_000)],
    ['of nothing but short words', 'a b '.repeat(1_000_000)],
  ])(
    '[ASVS 15.2.2] of a text %s are as many as are compared, and others have their turn',
    async (_, hostile) => {
      let turns = 0;
      let reading = true;
      const others = (async () => {
        for (; reading; turns += 1) await setImmediate();
      })();
      const words = await wordsIn(hostile);
      reading = false;
      await others;
      expect(words.length).toBe(mostWords);
      expect(turns).toBeGreaterThan(4);
      expect(wordsOf(hostile.slice(0, 100)).slice(0, 5)).toEqual(words.slice(0, 5));
    },
  );
});

describe('signatures', () => {
  it('of identical texts share 1, of texts without a common run about 0', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.integer({ min: 200, max: 1_500 }), async (seed, words) => {
        const one = await sign(text(seed, words));
        expect(shareOf(one, await sign(text(seed, words)))).toBe(1);
        expect(shareOf(one, await sign(text(`not ${seed}`, words)))).toBeLessThan(0.05);
      }),
      { numRuns: 25 },
    );
  });

  it('estimate the share within four standard errors', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uuid(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, part) => {
          const common = text(seed, Math.round(1_000 * part));
          const one = [...common, ...text(`${seed} one`, 1_000 - common.length)];
          const other = [...common, ...text(`${seed} other`, 1_000 - common.length)];
          const real = jaccard(new Set(shinglesOf(one)), new Set(shinglesOf(other)));
          const estimated = shareOf(await sign(one), await sign(other));
          expect(Math.abs(estimated - real)).toBeLessThanOrEqual(
            4 * Math.sqrt((real * (1 - real)) / 128) + 0.02,
          );
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  it('meet in some band from 80 percent on, and seldom below 20', async () => {
    let [near, far] = [0, 0];
    for (let n = 0; n < 40; n += 1) {
      const words = text(`report ${n}`, 1_000);
      const changed = (share: number) => [
        ...words.slice(0, share),
        ...text(`other ${n} ${share}`, 1_000 - share),
      ];
      const bands = new Set(signer.bandsOf(await sign(words)));
      const meets = async (share: number) =>
        signer.bandsOf(await sign(changed(share))).some((word) => bands.has(word));
      if (await meets(900)) near += 1;
      if (await meets(250)) far += 1;
    }
    expect(near).toBe(40);
    expect(far).toBeLessThan(15);
  });

  it('[ASVS 14.2.4] tell nothing to whoever has not got the key', async () => {
    const words = text('secret', 500);
    const mine = await sign(words);
    const stranger = new Signer(randomBytes(32));
    const guessed = await stranger.sign(shinglesOf(words));
    expect(shareOf(mine, guessed)).toBeLessThan(0.05);
    const bands = new Set(signer.bandsOf(mine));
    expect(stranger.bandsOf(mine).filter((word) => bands.has(word))).toEqual([]);
  });

  it('come back as they were kept, and nothing else does', async () => {
    const made = await sign(text('kept', 300));
    expect(readSignature(signatureText(made))).toEqual(made);
    for (const other of ['', 'AAAA', signatureText(made).slice(4)]) {
      expect(() => readSignature(other)).toThrow(RangeError);
    }
  });
});
