import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  launch,
  type Browser,
  type BrowserContext,
  type ElementHandle,
  type Page,
} from 'puppeteer-core';
import { findBrowser } from '../../src/platform/pdf/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { payloads } from './payloads.js';
import { nameOrganisation, newestSecret, publish, send, type Sent } from './respondent.js';
import { sample } from './sample-questionnaire.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the portal in a browser', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let chrome: Browser;
  let context: BrowserContext;
  let page: Page;
  let origin: string;
  let versionId: string;
  let sent: Sent;
  let faults: string[];

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    await nameOrganisation(assay, 'Meridian Bank');
    versionId = await publish(assay, sample);
    await assay.app.listen(0, '127.0.0.1');
    origin = await assay.app.getUrl();
    const { executable, environment } = await findBrowser();
    chrome = await launch({
      executablePath: executable,
      env: { ...process.env, ...environment },
      args: ['--no-sandbox'],
    });
  });
  afterAll(async () => {
    await chrome.close();
    await assay.close();
  });
  beforeEach(async () => {
    sent = await send(staff, versionId);
    await context?.close();
    context = await chrome.createBrowserContext();
    page = await context.newPage();
    faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.setViewport({ width: 375, height: 800 });
    await page.goto(`${origin}/answer/${sent.secret}`);
    await Promise.all([page.waitForNavigation(), page.click('main button')]);
  });

  const to = (path: string) => page.goto(`${origin}/answer/a/${sent.assessmentId}${path}`);
  const state = (key: string) =>
    page.$eval(
      `[data-question="${key}"] [data-save-state]`,
      (element) => element.textContent ?? '',
    );
  const said = (key: string, words: string) =>
    page.waitForFunction(
      `document.querySelector('[data-question="${key}"] [data-save-state]').textContent.includes('${words}')`,
    );
  const stored = async (key: string) => {
    const [row] = await assay.database.sql<{ value: string }[]>`
      SELECT value FROM answer WHERE assessment_id = ${sent.assessmentId} AND question_key = ${key}`;
    return row && (JSON.parse(row.value) as unknown);
  };

  const untilStored = async (key: string, names: string[]): Promise<void> => {
    const namesNow = async () =>
      ((await stored(key)) as { name: string }[] | undefined)?.map(({ name }) => name);
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await namesNow())?.join() === names.join()) return;
      await wait(100);
    }
    expect(await namesNow()).toEqual(names);
  };

  it('saves as one types, shows when, and counts', async () => {
    await to('/sections/basics');
    await page.type('[name="a.days:value"]', '14');
    await said('a.days', 'Saved at 09:00 UTC');
    expect(await stored('a.days')).toBe(14);
    expect(await page.$eval('[data-progress] p', (element) => element.textContent)).toBe(
      '1 of 5 answered',
    );
    await page.type('[name="a.days:value"]', ' weeks');
    await said('a.days', 'Not saved');
    expect(
      await page.$eval('[data-question="a.days"] p.field-error', (element) => element.textContent),
    ).toMatch(/digits/);
    expect(await stored('a.days')).toBe(14);
    expect(faults).toEqual([]);
  });

  it('lets questions appear and disappear', async () => {
    await to('/sections/basics');
    expect(await page.$('[data-question="a.more"]')).toBeNull();
    await page.click('[name="a.yes:value"][value=yes]');
    await page.waitForSelector('[data-question="a.yes"] + [data-question="a.more"]');
    await page.type('[name="a.more:value"]', 'more');
    await said('a.more', 'Saved');
    await page.click('[name="a.yes:value"][value=no]');
    await page.waitForFunction('!document.querySelector(\'[data-question="a.more"]\')');
    expect(faults).toEqual([]);
  });

  it('adds and removes rows, and saves a row once it is complete', async () => {
    await to('/sections/lists');
    expect(await page.$$('[data-question="b.tools"] .row')).toHaveLength(1);
    await page.type('[name="b.tools:rows.0.name"]', 'litellm');
    await said('b.tools', 'Not saved yet');
    await page.select('[name="b.tools:rows.0.kind"]', 'gateway');
    await page.select('[name="b.tools:rows.0.seesOurData"]', 'yes');
    await page.select('[name="b.tools:rows.0.holdsCredentials"]', 'yes');
    await said('b.tools', 'Saved at');
    await page.click('[data-question="b.tools"] [data-add-row]');
    await page.type('[name="b.tools:rows.3.name"]', 'Chroma');
    await page.select('[name="b.tools:rows.3.kind"]', 'vector_store');
    await page.select('[name="b.tools:rows.3.seesOurData"]', 'yes');
    await page.select('[name="b.tools:rows.3.holdsCredentials"]', 'no');
    await untilStored('b.tools', ['litellm', 'Chroma']);
    await page.click('[aria-label="Remove tool 1"]');
    await untilStored('b.tools', ['Chroma']);
    expect(faults).toEqual([]);
  });

  it('says that nothing is saved while the network is away, and saves when it is back', async () => {
    await to('/sections/basics');
    await page.setOfflineMode(true);
    await page.click('[name="a.one:value"][value=red]');
    await said('a.one', 'Not saved: there is no connection');
    expect(await stored('a.one')).toBeUndefined();
    await page.setOfflineMode(false);
    await said('a.one', 'Saved at');
    expect(await stored('a.one')).toBe('red');
  });

  it('asks before somebody leaves a row behind that is not saved', async () => {
    await to('/sections/lists');
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.accept();
      });
    });
    await page.type('[name="b.tools:rows.0.name"]', 'litellm');
    await said('b.tools', 'Not saved yet');
    await Promise.all([page.waitForNavigation(), page.click('.crumbs a')]);
    expect(await asked).toBe('beforeunload');
  });

  it('goes on with a file where it stopped, when the page was opened anew and the file chosen again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-file-'));
    const path = join(folder, 'policy.txt');
    writeFileSync(
      path,
      'Backups are kept for thirty days, and tested twice a year.\n'.repeat(40_000),
    );
    const calls: string[] = [];
    let open = 1;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (request.method() === 'PUT') open -= 1;
      const offset = request.headers()['upload-offset'] ?? '';
      if (request.url().includes('/uploads')) calls.push(`${request.method()} ${offset}`.trim());
      if (request.method() !== 'PUT' || open >= 0) void request.continue();
    });
    page.on('dialog', (dialog) => void dialog.accept());
    const choose = async () => {
      const input = await page.waitForSelector('[data-question="a.yes"] input[type=file]');
      await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
    };
    await to('/sections/basics');
    const second = page.waitForRequest(
      (request) => request.method() === 'PUT' && request.headers()['upload-offset'] === '524288',
    );
    await choose();
    await page.waitForFunction(
      `document.querySelector('[data-question="a.yes"] [data-upload-figures]').textContent.startsWith('512 KB of')`,
    );
    await second;
    await page.reload();
    expect(calls).toEqual(['POST', 'PUT 0', 'PUT 524288']);
    open = 100;
    await choose();
    await page.waitForFunction(
      `document.querySelector('[data-question="a.yes"]').textContent.includes('policy.txt is attached.')`,
    );
    rmSync(folder, { recursive: true });
    expect(calls.slice(3, 5)).toEqual(['GET', 'PUT 524288']);
    expect(calls.filter((call) => call === 'POST')).toHaveLength(2);
    expect(
      await page.$eval('[data-question="a.yes"] [data-files]', (list) => list.textContent),
    ).toContain('policy.txt, 2.3 MB');
    expect(faults).toEqual([]);
  });

  it('says so when the answers were submitted on another device', async () => {
    await to('/sections/basics');
    const by = { authorization: `Bearer ${sent.secret}` };
    await assay.stranger.post('/api/v1/answering/submission', undefined, by);
    await page.click('[name="a.one:value"][value=red]');
    await said('a.one', 'Not saved. Rui Okafor submitted the answers');
    expect(await state('a.one')).toContain('23 Nov 2026');
  });

  describe('of what was said the last time', () => {
    const by = (secret: string, version = 0) => ({
      authorization: `Bearer ${secret}`,
      'if-match': `"${version}"`,
    });
    const told = { 'a.yes': 'no', 'a.one': 'red', 'a.days': 14, 'a.when': '2026-11-01' };

    beforeEach(async () => {
      for (const [key, value] of Object.entries(told)) {
        const path = `/api/v1/answering/questions/${key}`;
        await assay.stranger.put(path, { value }, by(sent.secret));
      }
      await assay.stranger.post('/api/v1/answering/submission', undefined, by(sent.secret));
      const { body } = await staff.get<object>(`/api/v1/assessments/${sent.assessmentId}`);
      const { vendorId, engagementId, contactId } = body as Record<string, string>;
      const facts = { vendorId, engagementId, contactId, dueOn: '2026-12-18' };
      sent = await sendAgain({ ...facts, questionnaireVersionId: versionId });
      await page.goto(`${origin}/answer/${sent.secret}`);
      await Promise.all([page.waitForNavigation(), page.click('main button')]);
      await to('/sections/basics');
      await page.evaluate('window.notReloaded = true');
    });

    const sendAgain = async (facts: object): Promise<Sent> => {
      const { body } = await staff.post<{ id: string }>('/api/v1/assessments', facts);
      const path = `/api/v1/assessments/${body.id}/dispatches`;
      const { body: invitation } = await staff.post<{ id: string }>(path);
      return {
        assessmentId: body.id,
        invitationId: invitation.id,
        secret: await newestSecret(staff),
      };
    };
    const inside = (key: string, what: string) => `[data-question="${key}"] ${what}`;
    const stillTrue = (key: string) => page.click(inside(key, '[data-confirm]'));
    const stands = (key: string, standing: string) =>
      page.waitForFunction(
        `[...document.querySelectorAll('${inside(key, '[data-carried] p[data-when]')}')]
          .filter((part) => part.checkVisibility()).every((part) => part.dataset.when === '${standing}')`,
      );
    const counts = () =>
      page.evaluate(`[document.querySelector('[data-progress] p').textContent,
        document.querySelector('[data-to-confirm]').textContent]`);

    it('takes “still true”, an answer taken back and a changed one without loading the page anew', async () => {
      expect(await counts()).toEqual(['0 of 5 answered', '4']);
      await stillTrue('a.days');
      await stands('a.days', 'confirmed');
      expect(await stored('a.days')).toBe(14);
      expect(await counts()).toEqual(['1 of 5 answered', '3']);

      await page.click('[name="a.days:value"]', { count: 3 });
      await page.keyboard.press('Backspace');
      await stands('a.days', 'open');
      expect(await stored('a.days')).toBeNull();
      expect(await counts()).toEqual(['0 of 5 answered', '4']);
      await stillTrue('a.days');
      await stands('a.days', 'confirmed');
      await page.waitForFunction(`document.querySelector('[name="a.days:value"]').value === '14'`);
      await said('a.days', 'Saved 23 Nov');

      await page.click('[name="a.one:value"][value=green]');
      await stands('a.one', 'changed');
      expect(await stored('a.one')).toBe('green');
      await stillTrue('a.yes');
      await stands('a.yes', 'confirmed');
      await stillTrue('a.when');
      await stands('a.when', 'confirmed');
      expect(await counts()).toEqual(['4 of 5 answered', '0']);
      expect(await page.$eval('[data-to-confirm-all]', (box) => box.checkVisibility())).toBe(false);
      expect(await page.evaluate('window.notReloaded')).toBe(true);
      expect(faults).toEqual([]);
    });

    it('keeps “still true” that was said while something else was on its way', async () => {
      await page.click('[name="a.days:value"]', { count: 3 });
      await page.keyboard.press('Backspace');
      await page.setRequestInterception(true);
      const held = new Promise<() => void>((resolve) => {
        page.on('request', (request) => {
          if (request.method() === 'PUT' && !request.postData()?.includes('confirm'))
            resolve(() => void request.continue());
          else void request.continue();
        });
      });
      await page.focus('[name="a.one:value"]');
      const goOn = await held;
      await stillTrue('a.days');
      goOn();
      await stands('a.days', 'confirmed');
      expect(await stored('a.days')).toBe(14);
      expect(faults).toEqual([]);
    });

    it('says so when “still true” was not saved', async () => {
      await page.setOfflineMode(true);
      await stillTrue('a.when');
      await said('a.when', 'Not saved: there is no connection');
      await stands('a.when', 'open');
      expect(await stored('a.when')).toBeUndefined();
      await page.setOfflineMode(false);
      await stands('a.when', 'confirmed');
      expect(await stored('a.when')).toBe('2026-11-01');
      await assay.stranger.post('/api/v1/answering/submission', undefined, by(sent.secret));
      await stillTrue('a.days');
      await said('a.days', 'Not saved. Rui Okafor submitted the answers');
      await stands('a.days', 'open');
      expect(await stored('a.days')).toBeUndefined();
    });
  });

  it.each([true, false])(
    'takes a vendor’s plan, proof and word that it is done on a phone; scripts: %s',
    async (scripts) => {
      const { body } = await staff.get<{ vendorId: string; contactId: string }>(
        `/api/v1/assessments/${sent.assessmentId}`,
      );
      const { vendorId, contactId } = body;
      const facts = { vendorId, title: 'Dependencies are not pinned', severity: 'high' };
      const { id } = (await staff.post<{ id: string }>('/api/v1/findings', facts)).body;
      const request = { contactId, findingIds: [id], message: 'Before the renewal, please.' };
      await staff.post(`/api/v1/vendors/${vendorId}/remediation-requests`, request);
      const secret = await newestSecret(staff, 'remediation');
      const path = join(mkdtempSync(join(tmpdir(), 'assay-file-')), 'build.txt');
      writeFileSync(path, 'The build refuses a package that was changed.');
      const finding = async () =>
        (await staff.get<Record<string, string>>(`/api/v1/findings/${id}`)).body;
      const fits = async () =>
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      const submit = (form: string) =>
        Promise.all([page.waitForNavigation(), page.click(`${form} button[type=submit]`)]);

      await page.setJavaScriptEnabled(scripts);
      await page.setViewport({ width: 320, height: 640, isMobile: true, hasTouch: true });
      await page.goto(`${origin}/remediation/${secret}`);
      await fits();
      await submit('form');
      await fits();
      await Promise.all([page.waitForNavigation(), page.click('main ol a')]);
      await fits();
      await submit('form[action$="/plan"]');
      await fits();
      expect(await page.$eval('main', (main) => main.textContent)).toMatch(/is (missing|empty)/);
      await page.type('[name=plan]', 'Lock files with hashes for all services.');
      await page.type('[name=plannedFor]', '01152027');
      await submit('form[action$="/plan"]');
      expect(await finding()).toMatchObject({ state: 'planned', plannedFor: '2027-01-15' });
      const field = await page.waitForSelector('input[type=file]');
      await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
      await submit('form[action$="/evidence"]');
      expect(await page.$eval('ul.files', (list) => list.textContent)).toContain('build.txt');
      await fits();
      await page.type('[name=resolution]', 'In force for all services.');
      await submit('form[action$="/resolution"]');
      expect(await finding()).toMatchObject({ state: 'resolved', plannedBy: 'Rui Okafor' });
      expect(await page.$eval('main', (main) => main.textContent)).toContain(
        'Waits to be verified',
      );
      expect(await page.$('form[action$="/plan"], form[action$="/resolution"]')).toBeNull();
      await fits();
      rmSync(dirname(path), { recursive: true });
      expect(faults).toEqual([]);
    },
  );

  it('runs nothing that a respondent wrote, even if the policy of the page did not forbid it', async () => {
    const by = { authorization: `Bearer ${sent.secret}`, 'if-match': '"0"' };
    const words = payloads.join('\n');
    const put = (key: string, facts: object) =>
      assay.stranger.put(`/api/v1/answering/questions/${key}`, facts, by);
    await put('a.yes', { value: 'yes', comment: words });
    await put('a.more', { value: words });
    const known = { kind: 'other', seesOurData: 'no', holdsCredentials: 'no' };
    const tools = payloads.map((payload) => ({ name: payload, purpose: payload, ...known }));
    expect((await put('b.tools', { value: tools })).status).toBe(200);
    await page.setBypassCSP(true);
    const pages = ['', '/sections/basics', '/sections/lists', '/check', '/receipt'];
    for (const path of pages) {
      if (path === '/receipt')
        await assay.stranger.post('/api/v1/answering/submission', undefined, by);
      await to(path);
      expect(await page.evaluate('window.hit')).toBeUndefined();
      expect(await page.$('main img, main iframe, main base, main style, main script')).toBeNull();
    }
    expect(faults).toEqual([]);
  });

  it.each(['', '/sections/basics', '/sections/lists', '/check', '/colleagues', '/receipt'])(
    'is sound for screen readers and fits a narrow screen: page %s',
    async (path) => {
      if (path === '/receipt') {
        const by = { authorization: `Bearer ${sent.secret}` };
        await assay.stranger.post('/api/v1/answering/submission', undefined, by);
      }
      await page.setViewport({ width: 320, height: 800 });
      await to(path);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.setBypassCSP(true);
      await page.reload();
      await page.addScriptTag({ content: axe });
      const violations = (await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html]))`,
      )) as [string, string, string][];
      expect(
        violations.filter(([, impact]) => impact === 'serious' || impact === 'critical'),
      ).toEqual([]);
    },
  );
});
