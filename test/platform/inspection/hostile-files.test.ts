import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptedTypes, inspect } from '../../../src/platform/inspection/index.js';
import { Invalid } from '../../../src/platform/errors.js';
import { goodFiles, hostileFiles, type SampleFile } from '../../hostile-files/index.js';

/** The clause of the refusal, or the media type. */
async function outcome({ name, make }: SampleFile): Promise<string> {
  const bytes = await make();
  try {
    const read = async (from: number, length: number) => {
      expect(length).toBeLessThanOrEqual(1024 * 1024);
      return bytes.read(from, length);
    };
    return (await inspect({ name, bytes: bytes.length, read })).type;
  } catch (error) {
    if (error instanceof Invalid) return error.problems.file ?? '';
    throw error;
  }
}

describe('hostile files', () => {
  const rss = () => process.memoryUsage.rss();
  const atStart = rss();
  let highest = atStart;
  let watch: NodeJS.Timeout;
  beforeAll(() => {
    watch = setInterval(() => (highest = Math.max(highest, rss())), 20);
  });
  afterAll(() => clearInterval(watch));

  it('are more than sixty, of every kind', () => {
    expect(hostileFiles.length).toBeGreaterThanOrEqual(60);
    const endings = new Set(hostileFiles.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)));
    for (const { extensions } of acceptedTypes) expect(endings).toContain(extensions[0]);
  });

  it.each(hostileFiles.map((file) => [`${file.what} (${file.name})`, file] as const))(
    '[ASVS 5.2.2] refuses %s',
    async (_, file) => expect(await outcome(file)).toMatch(file.outcome),
  );

  it.each(goodFiles.map((file) => [`${file.what} (${file.name})`, file] as const))(
    'accepts %s',
    async (_, file) => expect(await outcome(file)).toBe(file.outcome),
  );

  it('[ASVS 5.2.3] raise memory by less than 200 MB, all of them together', () => {
    highest = Math.max(highest, rss());
    expect((highest - atStart) / 1024 / 1024).toBeLessThan(200);
  });

  it('says in each refusal what to do about it', async () => {
    for (const file of hostileFiles.slice(0, 60)) {
      expect(await outcome(file)).toMatch(/^[a-z][^.]*.{10,}: [a-z]|EICAR/);
    }
  });

  it.each(['a.pdf', 'a.png', 'a.xlsx'])(
    'gives up on 100 MB of zeros called %s at its first bytes',
    async (name) => {
      let asked = 0;
      const read = async (_: number, length: number) => Buffer.alloc((asked += length) && length);
      await expect(inspect({ name, bytes: 104_857_600, read })).rejects.toThrow(Invalid);
      expect(asked).toBeLessThan(100_000);
    },
  );

  it('does not take our own failure for one of the file', async () => {
    const read = async (): Promise<Buffer> => Promise.reject(new Error('the disk is broken'));
    for (const { extensions } of acceptedTypes) {
      const file = { name: `a.${extensions[0]}`, bytes: 5_000, read };
      await expect(inspect(file)).rejects.toThrow('the disk is broken');
    }
  });
});
