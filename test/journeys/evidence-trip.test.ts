/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import type { ParsedMail } from 'mailparser';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { addDays, addMonths, dayOf } from '../../src/platform/clock.js';
import { pagesOf, pdf } from '../hostile-files/made-pdf.js';
import { TestMailServer } from '../support/mail-server.js';
import { addVendor, describeEngagement, makeAdministrator, openSetUp } from './analyst.js';
import type { Person } from './person.js';
import { answerSections } from './respondent.js';
import { until } from './server.js';
import { Trip } from './trip.js';

const today = dayOf(new Date());
const words = 'The auditor tested the design and operation of access controls. '.repeat(80);

/** Upload, audit, doubt, new score, reminder, calendar: one trip, told in order. */
describe('from a file to a reminder', () => {
  let trip: Trip;
  let mail: TestMailServer;
  let files: string;
  let analyst: Person;
  let respondent: Person;
  let vendorPage: string;
  let assessmentPage: string;
  let auditPage: string;
  let auditorPage: string;

  beforeAll(async () => {
    mail = await TestMailServer.start();
    files = mkdtempSync(join(tmpdir(), 'assay-files-'));
    trip = await Trip.start({ ASSAY_SMTP_URL: mail.address });
    analyst = await trip.person();
    respondent = await trip.person();
  });
  afterAll(async () => {
    await trip.end();
    await mail.stop();
    rmSync(files, { recursive: true, force: true });
  });

  const file = (name: string, content: Buffer): string => {
    writeFileSync(join(files, name), content);
    return join(files, name);
  };
  const choose = async (person: Person, field: string, path: string): Promise<void> => {
    const input = (await person.page.$(field)) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  const letterTo = async (address: string, subject: RegExp): Promise<ParsedMail> => {
    const found = async () =>
      (await mail.parsed()).find(
        (letter) =>
          subject.test(letter.subject ?? '') &&
          [letter.to ?? []].flat().some(({ text }) => text.includes(address)),
      );
    await until(async () => (await found()) !== undefined, 120_000);
    return (await found()) as ParsedMail;
  };

  it('starts with somebody who is away today, so that nothing is said before there is something', async () => {
    await openSetUp(analyst, trip.server.printed());
    await makeAdministrator(analyst, 'ada@meridian-freight.eu');
    await analyst.open(`${trip.server.origin}/account`);
    await analyst.fill('Days you are away', today);
    await analyst.press('Save how you are reminded');
    await trip.look(analyst, '30-account');
  });

  it('sends the questionnaire by a real mail server', async () => {
    await analyst.open(trip.server.origin);
    vendorPage = await addVendor(analyst, 'rui@corridor-gateway.eu');
    await describeEngagement(analyst);
    await analyst.press('Save the engagement');
    await analyst.open(vendorPage);
    await analyst.press('Send a questionnaire');
    await analyst.press('Send');
    assessmentPage = analyst.page.url();
    const letter = await letterTo('rui@corridor-gateway.eu', /./);
    const [link = ''] = /http\S+\/answer\/[\w-]{43}/.exec(letter.text ?? '') ?? [];
    await respondent.open(link);
    await respondent.press('Start');
  });

  it('lets the respondent attach a file where the question stands, answer, and submit', async () => {
    const first = await respondent.page.$eval('ol.tasks a', (found) => found.innerText);
    await respondent.press(first);
    const report = pdf({ pages: pagesOf(words) });
    await choose(respondent, '[data-attach] input[type=file]', file('policy.pdf', report));
    await until(async () => (await respondent.text()).includes('policy.pdf is attached.'));
    await trip.look(respondent, '31-attached');
    await answerSections(respondent);
    await respondent.page.$eval('input[type=checkbox]', (box) => box.click());
    await respondent.press('Submit the answers');
    expect(await respondent.text()).toContain('policy.pdf');
    await trip.look(respondent, '32-receipt-with-file');
  });

  it('takes a large file in parts, and shows its first page', async () => {
    await analyst.open(`${vendorPage}/evidence`);
    await trip.look(analyst, '33-evidence-of-vendor');
    expect(await analyst.text()).toContain('policy.pdf');
    await analyst.press('Add evidence');
    await analyst.fill('What it shows', 'SOC 2 Type II report');
    const filling = `%${'x'.repeat(9 * 1024 * 1024)}\n`;
    const large = pdf({ pages: pagesOf(words), afterHeader: filling });
    await choose(analyst, 'input[name=file]', file('soc2.pdf', large));
    await trip.look(analyst, '34-add-evidence');
    await analyst.press('Add the evidence');
    expect(analyst.page.url()).toMatch(/\/evidence\/[0-9a-f-]{36}$/);
    const evidence = analyst.page.url();
    await until(async () => {
      await analyst.open(evidence);
      return (await analyst.page.$('img.preview')) !== null;
    });
    await until(async () =>
      analyst.page.$eval(
        'img.preview',
        ({ complete, naturalWidth }) => complete && naturalWidth > 0,
      ),
    );
    await trip.look(analyst, '35-evidence');
  });

  it('records the audit that the file proves, fresh for two more weeks', async () => {
    await analyst.open(`${vendorPage}/evidence`);
    await analyst.press('Record an audit');
    await analyst.select('What kind of audit?', 'soc2_type2');
    await analyst.fill('Auditor', 'Northgate Assurance');
    await analyst.fill('Scope', 'The gateway and its build');
    const periodTo = addDays(addMonths(today, -12), 14);
    await analyst.fill('First day covered or tested', addMonths(periodTo, -12));
    await analyst.fill('Last day covered or tested', periodTo);
    await trip.look(analyst, '36-audit-form');
    await analyst.press('Save the audit');
    auditPage = analyst.page.url();
    const choice = await analyst.page.$eval(
      'select[name=evidenceId]',
      ({ options }) => [...options].find(({ text }) => text.includes('SOC 2'))?.value,
    );
    await analyst.page.select('select[name=evidenceId]', choice ?? '');
    await analyst.press('Attach');
    expect(await analyst.text()).toContain('soc2.pdf');
    expect(await analyst.text()).toMatch(/Due soon/i);
    await trip.look(analyst, '37-audit');
    auditorPage = await analyst.page.$eval('main a[href^="/auditors/"]', (found) => found.href);
  });

  it('judges an answer that rests on this audit, and the score names it', async () => {
    await analyst.open(`${assessmentPage}/review`);
    await analyst.page.$eval('input[name=judgement][value=meets]', (radio) => radio.click());
    await analyst.page.select('select[name=evidence]', 'audit');
    await analyst.page.$eval('select[name=auditId]', (select) => {
      select.selectedIndex = 1;
    });
    await Promise.all([
      analyst.page.waitForNavigation(),
      analyst.page.$eval('input[name=judgement]', (radio) => radio.form?.requestSubmit()),
    ]);
    await analyst.open(`${assessmentPage}/score`);
    expect(await analyst.text()).toContain('Northgate Assurance');
    await trip.look(analyst, '38-score-on-audit');
  });

  it('puts the auditor in doubt, sees what leans on it, and has it scored again', async () => {
    await analyst.open(auditorPage);
    await analyst.press('Put in doubt');
    await analyst.fill('Why it is in doubt', 'The firm signed reports that it never tested for.');
    await trip.look(analyst, '39-before-doubt');
    await analyst.page.$eval('textarea[name=reason]', (area) => area.form?.requestSubmit());
    await analyst.page.waitForNavigation();
    expect(await analyst.text()).toContain('In doubt since');
    await trip.look(analyst, '40-in-doubt');
    await analyst.press('Score what leans on it again');
    await until(async () => {
      await analyst.open(auditorPage);
      return /came to another score/.test(await analyst.text());
    });
    await trip.look(analyst, '41-scored-again');
    await analyst.open(auditPage);
    expect(await analyst.text()).toMatch(/in doubt/i);
    await analyst.open(`${assessmentPage}/score`);
    expect(await analyst.text()).toMatch(/in doubt/i);
    await trip.look(analyst, '42-score-in-doubt');
  });

  it('shows what is due, and who is to do it', async () => {
    await until(async () => {
      await analyst.open(`${vendorPage}/due`);
      return (await analyst.text()).includes('SOC 2');
    });
    await trip.look(analyst, '43-due-of-vendor');
    await analyst.open(`${trip.server.origin}/due`);
    await trip.look(analyst, '44-due-by-week');
    await analyst.press('Rules');
    await trip.look(analyst, '45-rules');
  });

  it('reminds in one letter, once that person is back', async () => {
    await analyst.open(`${trip.server.origin}/account`);
    await analyst.fill('Days you are away', '');
    await analyst.select('Not before', '0');
    await analyst.page.$$eval('input[name=quietWeekdays]', (boxes) =>
      boxes.forEach((box) => (box.checked = false)),
    );
    await analyst.press('Save how you are reminded');
    const letter = await letterTo('ada@meridian-freight.eu', /due/i);
    expect(letter.text).toContain('SOC 2');
    expect(letter.headers.get('list')).toHaveProperty('unsubscribe');
    const page = await trip.person();
    await page.page.setContent(typeof letter.html === 'string' ? letter.html : '');
    await trip.look(page, '46-digest');
    await page.leave();
    await analyst.open(`${trip.server.origin}/reminders`);
    expect(await analyst.text()).toContain('SOC 2');
    await trip.look(analyst, '47-reminders');
  });

  it('gives a calendar that follows', async () => {
    await analyst.open(`${trip.server.origin}/due/calendar`);
    await analyst.press('Make an address');
    const [address = ''] = /http\S+\/calendar\/\S+\.ics/.exec(await analyst.text()) ?? [];
    await trip.look(analyst, '48-calendar');
    const reply = await fetch(address);
    expect(reply.headers.get('content-type')).toMatch(/^text\/calendar/);
    const calendar = new ICAL.Component(ICAL.parse(await reply.text()) as never);
    const summaries = calendar
      .getAllSubcomponents('vevent')
      .map((event) => String(event.getFirstPropertyValue('summary')));
    expect(summaries.some((summary) => summary.includes('Corridor Gateway'))).toBe(true);
  });

  it('shows policies, auditors and webhooks', async () => {
    for (const [path, name] of [
      ['/policies', '49-policies'],
      ['/auditors', '50-auditors'],
      ['/audits', '51-audits'],
      ['/webhooks', '52-webhooks'],
    ] as const) {
      await analyst.open(`${trip.server.origin}${path}`);
      await trip.look(analyst, name);
    }
  });

  it('found no serious barrier on any of these pages', () => {
    expect(trip.barriers).toEqual([]);
  });
});
