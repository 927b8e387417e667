import { afterAll, beforeAll, expect, it } from '@jest/globals';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { Questionnaires } from '../../src/questionnaires/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { nameOrganisation, send } from './respondent.js';

let assay: TestAssay;
let staff: Visitor;
let chrome: Browser;
let origin: string;
beforeAll(async () => {
  assay = await startAssay({ ASSAY_PORT: '3977' });
  staff = await assay.api();
  await nameOrganisation(assay, 'Meridian Bank');
  await assay.app.listen(3977, '127.0.0.1');
  origin = 'http://127.0.0.1:3977';
  chrome = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await chrome.close();
  await assay.close();
});

const shot = async (page: Page, name: string) => {
  for (const width of [375, 1280]) {
    await page.setViewport({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    if (Number(wide) > width) console.log(name, width, 'scrolls sideways', wide);
    await page.screenshot({ path: `/tmp/portal-look/${name}-${width}.png`, fullPage: true });
  }
};

it('looks', async () => {
  const { id } = await assay.app.get(Questionnaires).latestPublished('ai-vendor');
  const sent = await send(assay, staff, id, { message: 'We decide on 8 January.\nThank you.' });
  const at = `${origin}/answer/a/${sent.assessmentId}`;
  for (const script of [true, false]) {
    const context = await chrome.createBrowserContext();
    const page = await context.newPage();
    page.on('console', (m) => console.log('console', m.text()));
    page.on('pageerror', (e) => console.log('pageerror', String(e)));
    await page.setJavaScriptEnabled(script);
    const tag = script ? 'js' : 'nojs';
    await page.goto(`${origin}/answer/${sent.secret}`);
    await shot(page, `${tag}-landing`);
    await Promise.all([page.waitForNavigation(), page.click('button[type=submit]')]);
    await shot(page, `${tag}-overview`);
    await page.goto(`${at}/sections/tools`);
    await shot(page, `${tag}-tools`);
    if (script) {
      await page.type('[name="tools.list:rows.0.name"]', 'litellm');
      await page.select('[name="tools.list:rows.0.kind"]', 'gateway');
      await new Promise((r) => setTimeout(r, 500));
      await page.select('[name="tools.list:rows.0.seesOurData"]', 'yes');
      await page.click('[name="tools.vetting:value"][value=yes]');
      await new Promise((r) => setTimeout(r, 1500));
      await shot(page, 'js-tools-problem');
      await page.select('[name="tools.list:rows.0.holdsCredentials"]', 'yes');
      await new Promise((r) => setTimeout(r, 1500));
      await page.click('[data-add-row]');
      await page.type('[name="tools.list:rows.3.name"]', 'Chroma');
      await new Promise((r) => setTimeout(r, 1500));
      await shot(page, 'js-tools-saved');
      await page.goto(`${at}/sections/people`);
      await shot(page, 'js-people-before');
      await page.click('[name="people.used:value"][value=yes]');
      await new Promise((r) => setTimeout(r, 1500));
      await shot(page, 'js-people-after');
      await page.setOfflineMode(true);
      await page.click('[name="people.purpose:value"][value=yes]');
      await new Promise((r) => setTimeout(r, 1000));
      console.log(
        await page.$eval(
          '[data-question="people.purpose"] [data-save-state]',
          (e) => e.textContent,
        ),
      );
      await page.setOfflineMode(false);
      await new Promise((r) => setTimeout(r, 6000));
      console.log(
        await page.$eval(
          '[data-question="people.purpose"] [data-save-state]',
          (e) => e.textContent,
        ),
      );
      await page.goto(`${at}/colleagues`);
      await shot(page, 'js-colleagues');
      await page.type('[name=name]', 'Bea');
      await Promise.all([page.waitForNavigation(), page.click('.form button')]);
      await shot(page, 'js-colleagues-wrong');
      await page.type('[name=email]', 'bea@corridor.example');
      await page.click('[value=tools]');
      await Promise.all([page.waitForNavigation(), page.click('.form button')]);
      await shot(page, 'js-colleagues-asked');
    } else {
      await page.type('[name="tools.list:rows.2.name"]', 'Qdrant');
      await page.click('[name="tools.model_files:na"]');
      await shot(page, 'nojs-tools-na');
      await Promise.all([
        page.waitForNavigation(),
        page.click('button[name=then][value=next].button'),
      ]);
      await shot(page, 'nojs-tools-problem');
      await page.goto(`${at}/check`);
      await shot(page, 'check');
      await Promise.all([page.waitForNavigation(), page.click('.form button')]);
      await shot(page, 'check-wrong');
      await page.click('[name=confirmed]');
      await Promise.all([page.waitForNavigation(), page.click('.form button')]);
      await shot(page, 'receipt');
      await page.goto(`${origin}/answer/nonsense`);
      await shot(page, 'dead');
    }
  }
  expect(1).toBe(1);
}, 120_000);
