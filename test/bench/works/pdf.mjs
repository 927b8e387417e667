import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { root } from '../built.mjs';
import { inFolder } from '../folder.mjs';
import { inTurns, millisecondsOf } from '../measure.mjs';

export const about = 'the vendor risk report printed, from HTML to PDF';

const how = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true };

export async function measure({ built, quick }) {
  const { findBrowser, Printer } = await built.load('src/platform/pdf/index.js');
  const { Templates } = await built.load('src/platform/templates/index.js');
  const found = await findBrowser(
    process.env.ASSAY_CHROMIUM ? { configured: process.env.ASSAY_CHROMIUM } : {},
  );
  const templates = new Templates({ root: join(root, 'templates') });
  const sample = readFileSync(join(root, 'templates/reports/vendor-risk/sample.json'), 'utf8');
  const html = templates.render('reports/vendor-risk/report', JSON.parse(sample), {
    layout: 'report',
  });

  return inFolder(async (profile) => {
    const printer = new Printer({ browser: { configured: found.executable } });
    const start = () =>
      launch({
        executablePath: found.executable,
        env: { ...process.env, ...found.environment },
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        userDataDir: profile,
      });
    let browser;
    const bareStart = await millisecondsOf(async () => {
      browser = await start();
      await printOn(await browser.newPage(), html);
    });
    try {
      const print = () => printer.print({ html, format: 'A4' });
      const ourStart = await millisecondsOf(print);
      const page = await browser.newPage();
      const bare = () => millisecondsOf(() => printOn(page, html));
      await bare();
      await print();
      const times = await inTurns(quick ? 3 : 15, bare, () => millisecondsOf(print));
      const budget = { ratioAtMost: 1.5 };
      return [
        { work: 'PDF, browser warm', unit: 'ms', ...times, budget },
        { work: 'PDF, browser started first', unit: 'ms', floor: bareStart, product: ourStart },
      ];
    } finally {
      await Promise.all([printer.close(), browser.close()]);
    }
  });
}

async function printOn(page, html) {
  await page.setContent(html, { waitUntil: 'load' });
  await page.pdf(how);
}
