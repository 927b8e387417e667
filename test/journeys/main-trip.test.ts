/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf } from '../../src/platform/clock.js';
import { readPdf } from '../support/pdf-text.js';
import { addVendor, describeEngagement, makeAdministrator, openSetUp } from './analyst.js';
import type { Person } from './person.js';
import { answerSections } from './respondent.js';
import { until } from './server.js';
import { Trip } from './trip.js';

/** The steps lean on each other: one trip, told in order. */
describe('from a vendor to a PDF risk report', () => {
  let trip: Trip;
  let analyst: Person;
  let respondent: Person;
  let vendorPage: string;
  let assessmentPage: string;
  let link: string;

  beforeAll(async () => {
    trip = await Trip.start();
    analyst = await trip.person();
    respondent = await trip.person();
  });
  afterAll(() => trip.end());

  it('sets up by the printed link, once', async () => {
    const address = await openSetUp(analyst, trip.server.printed());
    await trip.look(analyst, '01-set-up');
    await makeAdministrator(analyst, 'ada@meridian.example');
    expect(await analyst.text()).toContain('The register is empty');
    await trip.look(analyst, '02-dashboard-empty');
    await respondent.open(address);
    expect(await respondent.text()).not.toContain('Make the administrator');
  });

  it('adds a vendor, a contact, and an engagement whose tier appears as one chooses', async () => {
    vendorPage = await addVendor(analyst, 'rui@corridor.example');
    await describeEngagement(analyst);
    await trip.look(analyst, '03-engagement');
    await analyst.press('Save the engagement');
    expect(await analyst.text()).toContain('Tier 1 is forced');
  });

  it('sends the questionnaire, whose letter waits in the Outbox', async () => {
    await analyst.open(vendorPage);
    await analyst.press('Send a questionnaire');
    await trip.look(analyst, '04-send');
    await analyst.press('Send');
    assessmentPage = analyst.page.url();
    await trip.look(analyst, '05-assessment-sent');
    await analyst.press('open the Outbox');
    await trip.look(analyst, '06-outbox');
    const subject = await analyst.page.$eval('main table a', (found) => found.innerText);
    await analyst.press(subject);
    await trip.look(analyst, '07-letter');
    [link = ''] = /http\S+\/answer\/[\w-]{43}/.exec(await analyst.text()) ?? [];
    expect(link).not.toBe('');
  });

  it('lets the respondent in, saves as they type, and lets them go on elsewhere', async () => {
    await respondent.open(link);
    await trip.look(respondent, '08-landing');
    await respondent.press('Start');
    await trip.look(respondent, '09-overview');
    const first = await respondent.page.$eval('ol.tasks a', (found) => found.innerText);
    await respondent.press(first);
    const chosen = await respondent.page.$('article[data-kind=yes_no] input[type=radio]');
    await chosen?.evaluate((radio) => radio.click());
    await until(async () => /Saved/.test(await respondent.text()));
    await trip.look(respondent, '10-section');

    const elsewhere = await trip.person();
    await elsewhere.page.setViewport({ width: 375, height: 720 });
    await elsewhere.open(link);
    await elsewhere.press('Go on answering');
    expect(await elsewhere.text()).toMatch(/1 of \d+ answered/);
    await trip.look(elsewhere, '11-overview-phone');
    await elsewhere.leave();
  });

  it('loses nothing that was saved when the server is killed', async () => {
    await trip.server.crashAndRestart();
    await respondent.open(respondent.page.url());
    expect(await respondent.page.$('article[data-kind=yes_no] input[type=radio]:checked')).not.toBe(
      null,
    );
  });

  it('answers every section, checks, submits, and keeps the receipt', async () => {
    await answerSections(respondent, { 'supply.pinned': 'no' });
    await trip.look(respondent, '12-check');
    await respondent.page.$eval('input[type=checkbox]', (box) => box.click());
    await respondent.press('Submit the answers');
    expect(await respondent.text()).toContain('Your receipt');
    await trip.look(respondent, '13-receipt');
  });

  it('shows the analyst every point, and that a knock-out holds the band up', async () => {
    await until(async () => {
      await analyst.open(assessmentPage);
      return (await analyst.text()).includes('Every point explained');
    });
    await trip.look(analyst, '14-assessment-scored');
    await analyst.press('Every point explained');
    expect(await analyst.text()).toMatch(/knock-out/i);
    await trip.look(analyst, '15-score');
    await analyst.open(assessmentPage);
    await analyst.press('Review the answers');
    await trip.look(analyst, '16-review');
    await analyst.page.$eval('input[name=judgement][value=meets]', (radio) => radio.click());
    await analyst.page.$eval('input[name=judgement]', (radio) => radio.form?.requestSubmit());
    await analyst.page.waitForNavigation();
    await trip.look(analyst, '17-reviewed');
  });

  it('decides, with an exception because a knock-out failed', async () => {
    await analyst.open(assessmentPage);
    await analyst.press('Decide');
    await trip.look(analyst, '18-decision');
    await analyst.page.$eval('input[name=outcome][value=approved_with_conditions]', (radio) =>
      radio.click(),
    );
    await analyst.fill('Reason', 'The service is needed; the gap is known and closes in January.');
    await analyst.fill('Condition 1: what must be done', 'Pin and hash-check every dependency.');
    await analyst.select('Condition 1: severity until then', 'high');
    await analyst.fill('Condition 1: due day', addDays(dayOf(new Date()), 60));
    await analyst.fill(
      'Why may it be approved although a knock-out failed?',
      'Our keys are kept out of the gateway until every dependency is pinned.',
    );
    await analyst.page.$$eval('form.form input[type=checkbox]', (boxes) =>
      boxes.forEach((box) => box.click()),
    );
    await analyst.page.$eval('textarea[name=reason]', (area) => area.form?.requestSubmit());
    await analyst.page.waitForNavigation();
    await analyst.open(assessmentPage);
    expect(await analyst.text()).toMatch(/Approved with conditions/i);
    await trip.look(analyst, '19-decided');
  });

  it('prints the report, whose text tells the story', async () => {
    await analyst.press('Print the risk report');
    const report = analyst.page.url();
    await until(async () => {
      await analyst.open(report);
      return (await analyst.text()).includes('Download the PDF');
    });
    await trip.look(analyst, '20-report');
    const { pages } = await readPdf(await analyst.download('a.button'));
    expect(pages[0]).toContain('Corridor Gateway');
    expect(pages[0]).toContain('High');
    expect(pages[0]).toMatch(/pinned/);
    expect(pages[0]).toMatch(/Approved with conditions/i);
  });

  it('found no serious barrier on any of these pages', () => {
    expect(trip.barriers).toEqual([]);
  });
});
