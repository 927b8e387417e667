/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf } from '../../src/platform/clock.js';
import { readPdf } from '../support/pdf-text.js';
import { addVendor, describeEngagement, makeAdministrator, openSetUp } from './analyst.js';
import type { Person } from './person.js';
import { answerSections, confirmSections } from './respondent.js';
import { until } from './server.js';
import { Trip } from './trip.js';

const pinned = 'supply.pinned';
const in60Days = addDays(dayOf(new Date()), 60);

/** Review, changes requested, answer, finding, acceptance, decision, reassessment, delta report: one trip, told in order. */
describe('from the answers to the next cycle', () => {
  let trip: Trip;
  let analyst: Person;
  let approver: Person;
  let respondent: Person;
  let vendorPage: string;
  let assessmentPage: string;
  let findingPage: string;
  let nextPage: string;

  beforeAll(async () => {
    trip = await Trip.start();
    analyst = await trip.person();
    approver = await trip.person();
    respondent = await trip.person();
  });
  afterAll(() => trip.end());

  const newestLink = async (path: 'answer' | 'remediation'): Promise<string> => {
    await analyst.open(`${trip.server.origin}/outbox`);
    const subject = await analyst.page.$eval('main table a', (found) => found.innerText);
    await analyst.press(subject);
    const [link] = new RegExp(`http\\S+/${path}/[\\w-]{43}`).exec(await analyst.text()) ?? [];
    if (!link) throw new Error(`No link in the letter:\n${await analyst.text()}`);
    return link;
  };
  const submitAnswers = async (): Promise<void> => {
    await respondent.page.$eval('input[type=checkbox]', (box) => box.click());
    await respondent.press('Submit the answers');
    expect(await respondent.text()).toContain('receipt');
  };
  const scored = async (page: string): Promise<void> =>
    until(async () => {
      await analyst.open(page);
      return (await analyst.text()).includes('Every point explained');
    });
  const reviewed = async (): Promise<number> => {
    const [, judged = ''] = /Reviewed\s+(\d+) of/.exec(await analyst.text()) ?? [];
    return Number(judged);
  };
  const press = async (key: string): Promise<void> => {
    await analyst.page.keyboard.press(key as 'Enter');
  };

  it('begins with answers in which a knock-out fails', async () => {
    await openSetUp(analyst, trip.server.printed());
    await makeAdministrator(analyst, 'ada@meridian.example');
    vendorPage = await addVendor(analyst, 'rui@corridor.example');
    await describeEngagement(analyst);
    await analyst.press('Save the engagement');
    await analyst.open(vendorPage);
    await analyst.press('Send a questionnaire');
    await analyst.press('Send');
    assessmentPage = analyst.page.url();
    await respondent.open(await newestLink('answer'));
    await respondent.press('Start');
    const first = await respondent.page.$eval('ol.tasks a', (found) => found.innerText);
    await respondent.press(first);
    await answerSections(respondent, { [pinned]: 'no' });
    await submitAnswers();
    await scored(assessmentPage);
  });

  it('lets an approver in, who is somebody else', async () => {
    await analyst.open(`${trip.server.origin}/users/new`);
    await analyst.fill('Name', 'Ines Duarte');
    await analyst.fill('E-mail address', 'ines@meridian.example');
    await analyst.choose('Approver');
    await analyst.press('Add the person');
    const [link = ''] = /http\S+\/password\S+/.exec(await analyst.text()) ?? [];
    await approver.open(link);
    await approver.fill('Password', 'staple battery horse correct');
    await approver.press('Set the password');
    await approver.open(`${trip.server.origin}/sign-in`);
    if ((await approver.text()).includes('Password')) {
      await approver.fill('E-mail address', 'ines@meridian.example');
      await approver.fill('Password', 'staple battery horse correct');
      await approver.press('Sign in');
    }
    await approver.open(trip.server.origin);
    await trip.look(approver, '50-approver');
  });

  it('reviews with the keys, without loading the page anew', async () => {
    await analyst.open(`${assessmentPage}/review`);
    await analyst.page.evaluate(() => document.body.setAttribute('data-same', 'yes'));
    for (let count = 1; count <= 3; count += 1) {
      await press('1');
      await press('Enter');
      await until(async () => (await reviewed()) === count);
    }
    expect(await analyst.page.$eval('body', (body) => body.dataset['same'])).toBe('yes');
    await trip.look(analyst, '51-review');
  });

  it('sends one question back, with what is said to the vendor', async () => {
    await analyst.open(`${assessmentPage}/review/${pinned}`);
    await analyst.page.$eval('details.send-back', (details) => (details.open = true));
    await analyst.page.$eval(
      'details.send-back textarea',
      (area) => (area.value = 'By when will every build be hash-checked?'),
    );
    await analyst.press('Mark to go back');
    await analyst.open(`${assessmentPage}/changes`);
    await trip.look(analyst, '52-changes');
    await analyst.press('Send 1 question back');
    await analyst.open(assessmentPage);
    expect(await analyst.text()).toMatch(/Changes requested/i);
  });

  it('lets the respondent answer that one, and no other', async () => {
    await respondent.open(await newestLink('answer'));
    await respondent.page.$eval('form button.button', (button) => button.click());
    await respondent.page.waitForNavigation();
    expect(await respondent.text()).toContain('1 question to answer again');
    await trip.look(respondent, '53-to-answer-again');
    const question = await respondent.page.$eval('.to-change a', (found) => found.innerText);
    await respondent.press(question);
    expect(await respondent.text()).toContain('By when will every build be hash-checked?');
    await trip.look(respondent, '54-again');
    await respondent.page.$eval(`[data-question="${'supply.pinned'}"] .again textarea`, (area) => {
      area.value = 'By the end of March, for all services.';
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await respondent.page.$eval('button[value=save].button', (button) => button.click());
    await respondent.page.waitForNavigation();
    await respondent.open(respondent.page.url().replace(/\/sections\/.*/, '/check'));
    await trip.look(respondent, '55-check-again');
    await submitAnswers();
    await scored(assessmentPage);
  });

  it('shows the answer given anew, and judges it: the rule has raised a finding', async () => {
    await analyst.open(`${assessmentPage}/review/${pinned}`);
    expect(await analyst.text()).toContain('By the end of March, for all services.');
    await press('3');
    await press('Enter');
    await until(async () => /Reviewed\s+[1-9]/.test(await analyst.text()));
    await trip.look(analyst, '56-judged');
    await analyst.open(`${vendorPage}/findings`);
    await trip.look(analyst, '57-findings-of-vendor');
    await analyst.press('Dependencies are not pinned and hash-checked');
    findingPage = analyst.page.url();
    expect(await analyst.text()).toMatch(/F-\d/);
    await trip.look(analyst, '58-finding');
  });

  it('asks the vendor for a plan, which it gives by a link of its own', async () => {
    await analyst.open(`${vendorPage}/remediation`);
    await trip.look(analyst, '59-ask-for-plans');
    await analyst.press('Send the letter');
    const vendor = await trip.person();
    await vendor.page.setViewport({ width: 375, height: 720 });
    await vendor.open(await newestLink('remediation'));
    await trip.look(vendor, '60-remediation-landing');
    await vendor.press('See the findings');
    await trip.look(vendor, '61-remediation-list');
    await vendor.page.$eval('ol.tasks a', (link) => link.click());
    await vendor.page.waitForNavigation();
    await vendor.fill('What you will do', 'Lock files with hashes for all services.');
    await vendor.fill('By when', in60Days);
    await trip.look(vendor, '62-remediation-plan');
    await vendor.press('Send the plan');
    expect(await vendor.text()).toContain('Your plan is sent.');
    await vendor.leave();
    await analyst.open(findingPage);
    expect(await analyst.text()).toContain('Lock files with hashes for all services.');
  });

  it('bears the risk until a day: asked for by one, approved by another', async () => {
    await analyst.press('Ask for the risk to be accepted');
    await analyst.fill(
      'Why can the risk be borne until then?',
      'The plan has a day; until then only test prompts go through it.',
    );
    await analyst.fill('Its last day', in60Days);
    await trip.look(analyst, '63-ask-for-acceptance');
    await analyst.press('Ask for it');
    expect(await analyst.text()).toContain('somebody else has to approve it');
    await approver.open(trip.server.origin);
    await trip.look(approver, '64-waits');
    await approver.open(findingPage);
    await approver.press('Look at it and approve');
    await trip.look(approver, '65-approve');
    await approver.page.$eval('form.form button[type=submit]', (button) => button.click());
    await approver.page.waitForNavigation();
    await approver.open(findingPage);
    expect(await approver.text()).toMatch(/Risk accepted/i);
    await trip.look(approver, '66-accepted');
  });

  it('decides with a condition, the open findings beside it', async () => {
    await approver.open(`${assessmentPage}/decision`);
    expect(await approver.text()).toContain('Dependencies are not pinned and hash-checked');
    await approver.page.$eval('input[name=outcome][value=approved_with_conditions]', (radio) =>
      radio.click(),
    );
    await approver.fill('Reason', 'Needed for the spring; the gap has a plan and a day.');
    await approver.fill('Condition 1: what must be done', 'Show the first hash-checked build.');
    await approver.select('Condition 1: severity until then', 'high');
    await approver.fill('Condition 1: due day', in60Days);
    await approver.fill(
      'Why may it be approved although a knock-out failed?',
      'Our keys stay out of the gateway until every dependency is pinned.',
    );
    await approver.choose('I have read the score and its floors');
    await trip.look(approver, '67-decide');
    await approver.press('Record the decision');
    expect(await approver.text()).toMatch(/Approved with conditions/i);
    await trip.look(approver, '68-decided');
    await analyst.open(`${vendorPage}/findings`);
    expect(await analyst.text()).toContain('Show the first hash-checked build.');
  });

  it('asks again next time only what changed', async () => {
    await analyst.open(`${assessmentPage}/reassessment`);
    await analyst.press('Send');
    nextPage = analyst.page.url();
    await respondent.open(await newestLink('answer'));
    await respondent.page.$eval('form button.button', (button) => button.click());
    await respondent.page.waitForNavigation();
    expect(await respondent.text()).toContain('What you told us the last time');
    await trip.look(respondent, '69-next-cycle');
    const first = await respondent.page.$eval('ol.tasks a', (found) => found.innerText);
    await respondent.press(first);
    await trip.look(respondent, '70-as-you-told-us');
    await confirmSections(respondent, { [pinned]: 'yes' });
    await trip.look(respondent, '71-check-next');
    await submitAnswers();
    await scored(nextPage);
    await analyst.open(`${nextPage}/review`);
    await trip.look(analyst, '72-review-next');
  });

  it('says what changed since the decision, on a page and on paper', async () => {
    await analyst.open(`${nextPage}/delta`);
    expect(await analyst.text()).toMatch(/strengthened/i);
    await trip.look(analyst, '73-delta');
    await analyst.press('Print as a report');
    const report = analyst.page.url();
    await until(async () => {
      await analyst.open(report);
      return (await analyst.text()).includes('Download the PDF');
    });
    const { pages } = await readPdf(await analyst.download('a.button'));
    expect(pages[0]).toContain('Corridor Gateway');
    await analyst.open(`${vendorPage}/history`);
    await trip.look(analyst, '74-history');
    await analyst.open(`${trip.server.origin}/portfolio`);
    await trip.look(analyst, '75-portfolio');
  });

  it('found no serious barrier on any of these pages', () => {
    expect(trip.barriers).toEqual([]);
  });
});
