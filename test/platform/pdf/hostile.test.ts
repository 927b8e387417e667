import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launch } from 'puppeteer-core';
import { findBrowser, Printer } from '../../../src/platform/pdf/index.js';
import { readPdf } from '../../support/pdf-text.js';
import { startCanary, type Canary } from './canary.js';
import { payloads } from './payloads.js';

const LIMIT = 120_000;
const TOGETHER = 4;
const OWN_TEXT = 'The vendor was judged on its answers.';

let canary: Canary;
let printer: Printer;

beforeAll(async () => {
  canary = await startCanary();
  printer = new Printer();
});

afterAll(async () => {
  await printer.close();
  await canary.stop();
});

describe('a document full of attacks [ASVS 1.3.6] [ASVS 5.3.2]', () => {
  it(
    'touches no server, no port and no file, and still says what the report says',
    async () => {
      const attacks = payloads(canary);
      expect(attacks.length).toBeGreaterThanOrEqual(45);
      const groups = Array.from({ length: Math.ceil(attacks.length / TOGETHER) }, (_, n) =>
        attacks.slice(n * TOGETHER, (n + 1) * TOGETHER),
      );
      const printed = await Promise.all(
        groups.map((group) =>
          printer.print({ html: `<p>${OWN_TEXT}</p>${group.join('\n')}`, format: 'A4' }),
        ),
      );
      await wait(500);
      expect(canary.touched).toEqual([]);
      for (const [index, { pdf }] of printed.entries()) {
        const { text } = await readPdf(pdf);
        expect({ group: groups[index], text }).toEqual({
          group: groups[index],
          text: expect.stringContaining(OWN_TEXT),
        });
        expect(text).not.toContain(canary.secret);
        expect(text).not.toContain('canary sings');
      }
    },
    LIMIT,
  );

  it('holds when all of them stand in one document', async () => {
    const html = `<p>${OWN_TEXT}</p>${payloads(canary).join('\n')}`;
    const { pdf } = await printer.print({ html, format: 'Letter' });
    await wait(500);
    expect(canary.touched).toEqual([]);
    expect((await readPdf(pdf)).text).toContain(OWN_TEXT);
  });

  it(
    'would have reached the canary without the defences',
    async () => {
      const { executable, environment } = await findBrowser();
      const browser = await launch({
        executablePath: executable,
        args: ['--no-sandbox'],
        env: { ...process.env, ...environment },
      });
      try {
        const page = await browser.newPage();
        await page.setContent(`<img src="${canary.http}/control">`, { waitUntil: 'load' });
      } finally {
        await browser.close();
      }
      expect(canary.touched).toContain('http GET /control');
    },
    LIMIT,
  );
});
