/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../src/platform/pdf/index.js';
import { keyAt } from '../assessments/reviewing/large-questionnaire.js';
import { submittedLarge } from '../assessments/reviewing/reviewed.js';
import { formFields } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { judgeAnswer } from '../assessments/judge-answer.js';

const amount = 12;

describe('the review desk with the keys, in a browser', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let chrome: Browser;
  let page: Page;
  let desk: string;
  let path: string;
  let loads = 0;
  const faults: string[] = [];

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    const sent = await submittedLarge(assay, staff, amount, { 3: 'no' });
    path = sent.path;
    await assay.app.listen(0, '127.0.0.1');
    desk = `${await assay.app.getUrl()}/assessments/${sent.assessmentId}/review`;
    const { executable, environment } = await findBrowser();
    chrome = await launch({
      executablePath: executable,
      env: { ...process.env, ...environment },
      args: ['--no-sandbox'],
    });
    const reviewer = await assay.browser('analyst');
    const secret = reviewer.headers['cookie']?.split('=')[1] ?? '';
    await chrome.setCookie({ name: 'assay', value: secret, domain: '127.0.0.1', path: '/' });
    page = await chrome.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (request.resourceType() === 'document') loads += 1;
    });
    await page.goto(desk);
  });
  afterAll(async () => {
    await chrome.close();
    await assay.close();
  });

  const press = (...keys: Parameters<Page['keyboard']['press']>[0][]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const at = (number: number) =>
    page.waitForFunction(
      (end: string) => document.getElementById('question')?.dataset['href']?.endsWith(end),
      {},
      `/review/${keyAt(number)}`,
    );
  const text = (id: string) => page.$eval(`#${id}`, (element) => element.textContent ?? '');
  const judge = (number: number, judgement: string) =>
    judgeAnswer(staff, path, keyAt(number), { judgement, evidence: 'assertion' });

  it('judges, comments, goes on, and says what moved the score, without another page', async () => {
    loads = 0;
    await press('1', 'Enter');
    await at(1);
    expect(page.url()).toBe(`${desk}/${keyAt(1)}`);
    expect(await text('moved')).toMatch(/^\s*Saved\. The score stays as it was\./);
    expect(await text('figures')).toContain(`1 of ${amount}`);
    expect(await text(`mark-${keyAt(0)}`)).toContain('Meets');
    expect(await text('count-part-1')).toBe('1 of 10');
    expect(await page.$eval('.review > nav [aria-current]', (link) => link.textContent)).toContain(
      'number 2 ',
    );
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('question-text');

    await press('3', 'c');
    await page.keyboard.type('Ask for a date, please. 1 2 3?');
    await press('Escape', 'v', 'Enter');
    await at(2);
    expect(await text('moved')).toMatch(/Residual risk from [\d.]+ to [\d.]+/);
    expect(await text('moved')).toMatch(/Domain \w+ says [\d.]+ \(before [\d.]+\)/);
    const [row] = await assay.database.sql<{ comment: string; audience: string }[]>`
      SELECT comment, audience FROM review WHERE question_key = ${keyAt(1)}`;
    expect(row).toEqual({ comment: 'Ask for a date, please. 1 2 3?', audience: 'vendor' });
    expect(loads).toBe(0);
  });

  it('walks with the keys and with the arrow of the browser', async () => {
    await press(']');
    await at(10);
    await press('k');
    await at(9);
    await press('n');
    await at(10);
    await page.goBack();
    await at(9);
    await press('[');
    await press('?');
    expect(await page.$eval('#keys', (dialog) => (dialog as HTMLDialogElement).open)).toBe(true);
    await press('Escape');
    expect(loads).toBe(0);
    expect(faults).toEqual([]);
  });

  it('shows who was faster, keeps what was typed, and lets one choose', async () => {
    await page.goto(`${desk}/${keyAt(4)}`);
    await judge(4, 'partial');
    await press('4', 'c');
    await page.keyboard.type('Mine.');
    await page.keyboard.down('Control');
    await press('Enter');
    await page.keyboard.up('Control');
    await page.waitForSelector('#problems [data-focus]');
    expect(await text('problems')).toMatch(/judged this answer meanwhile: meets part of it/);
    expect(await text('judging')).toContain('Save yours over it');
    expect(await page.$eval('[name=comment]', (area) => (area as HTMLTextAreaElement).value)).toBe(
      'Mine.',
    );
    await Promise.all([
      page.waitForFunction(() => !document.querySelector('#problems [data-focus]')),
      page.click('[data-step]'),
    ]);
    expect(await text('judging')).not.toContain('Save yours over it');
    expect(await page.$eval('[name=comment]', (area) => (area as HTMLTextAreaElement).value)).toBe(
      '',
    );
    expect(faults).toEqual([]);
  });

  it('keeps what was typed when the session is over', async () => {
    await page.goto(`${desk}/${keyAt(5)}`);
    await page.deleteCookie(...(await page.cookies()));
    await press('5', 'c');
    await page.keyboard.type('Still here.');
    await press('Escape', 'Enter');
    await page.waitForFunction(() =>
      document.getElementById('moved')?.textContent?.includes('signed out'),
    );
    expect(await page.$eval('[name=comment]', (area) => (area as HTMLTextAreaElement).value)).toBe(
      'Still here.',
    );
    expect(faults).toEqual([]);
  });

  it('judges a section together without scripts, says what it leaves out, and undoes it', async () => {
    const reviewer = await assay.browser('analyst');
    const { path: api, assessmentId } = await submittedLarge(assay, staff, 10, {
      0: 'no',
      2: 'blank',
      4: 'no',
    });
    const form = `/assessments/${assessmentId}/sections/part-1/review`;
    const { text: shown } = await reviewer.get(form);
    expect(shown).toContain('8 of 10 answers can be judged: meets what is expected');
    expect(shown).toMatch(/is a knock-out that does not meet by comparison/);
    expect(shown).toContain('was left blank.');
    const fields = formFields(shown);
    expect(fields['questions']).toHaveLength(7);
    expect(fields['questions']).not.toContain(keyAt(4));
    const comment = 'Seen together.';
    const none = await reviewer.post(form, { ...fields, questions: [], comment });
    expect(none.status).toBe(422);
    expect(none.text).toContain(comment);
    const typed = { ...fields, questions: [keyAt(1), keyAt(3)], comment };
    const saved = await reviewer.post(`${form}?judgement=partial`, typed);
    expect(saved.headers['location']).toBe(`/assessments/${assessmentId}/review?show=open`);
    const { text: after } = await reviewer.get(String(saved.headers['location']));
    expect(after).toContain('You judged 2 answers of “Part 1” together: meets part of it.');
    const [, undo = ''] = /action="([^"]+\/reversal)"/.exec(after) ?? [];
    expect((await reviewer.post(undo)).status).toBe(303);
    expect((await reviewer.get(`/assessments/${assessmentId}/review`)).text).not.toContain(
      'Undo it',
    );
    const twice = await reviewer.post(undo);
    expect(decodeURIComponent(String(twice.headers['set-cookie']))).toContain(
      'undone this already',
    );
    expect((await staff.get(`${api}/answers`)).text).not.toContain(comment);
  });
});
