/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onDisk, unpacked } from '../dossiers/examples.js';
import { readPdf } from '../support/pdf-text.js';
import { poisoned } from '../../src/sample/incident/advisories.js';
import { addVendor, describeEngagement, makeAdministrator, openSetUp } from './analyst.js';
import { billOf, Files, importBill } from './given.js';
import type { Person } from './person.js';
import { answerSections } from './respondent.js';
import { until } from './server.js';
import { Trip } from './trip.js';

const run = promisify(execFile);
const credential = 'Key to the model provider';

/** SBOM, advisory, incident, exposure, outreach, answer, rotation, floors, report: one trip, told in order. */
describe('from a poisoned release to the report of an incident', () => {
  let trip: Trip;
  let files: Files;
  let analyst: Person;
  let vendor: Person;
  let corridor: string;
  let kestrel: string;
  let assessmentPage: string;
  let incidentPage: string;

  beforeAll(async () => {
    files = new Files();
    trip = await Trip.start();
    analyst = await trip.person();
    vendor = await trip.person();
    await vendor.page.setViewport({ width: 375, height: 720 });
  });
  afterAll(async () => {
    await trip.end();
    files.end();
  });

  const newestLink = async (path: 'answer' | 'incident'): Promise<string> => {
    await analyst.open(`${trip.server.origin}/outbox`);
    const links = await analyst.page.$$eval('main table a', (all) => all.map(({ href }) => href));
    for (const letter of links.slice(0, 5)) {
      await analyst.open(letter);
      const [link] = new RegExp(`http\\S+/${path}/[\\w-]{43}`).exec(await analyst.text()) ?? [];
      if (link && (await analyst.text()).includes('Kestrel') === (path === 'incident')) return link;
    }
    throw new Error(`No letter holds a link to ${path}.`);
  };
  const another = async (name: string, contact?: string): Promise<string> => {
    await analyst.open(`${trip.server.origin}/vendors/new`);
    await analyst.fill('Name', name);
    await analyst.press('Save the vendor');
    const page = analyst.page.url();
    if (contact) {
      await analyst.press('Add a contact');
      await analyst.fill('Name', 'Piet Aalders');
      await analyst.fill('E-mail address', contact);
      await analyst.press('Save the contact');
    }
    return page;
  };
  const reads = async (page: string, words: RegExp): Promise<void> =>
    until(async () => {
      await analyst.open(page);
      return words.test(await analyst.text());
    });

  it('begins with a vendor that is scored, and holds a key of ours', async () => {
    await openSetUp(analyst, trip.server.printed());
    await makeAdministrator(analyst, 'ada@meridian.example');
    corridor = await addVendor(analyst, 'rui@corridor.example');
    await describeEngagement(analyst);
    await analyst.press('Save the engagement');
    await analyst.press('Add a credential');
    await analyst.select('Kind', 'api_key');
    await analyst.fill('What it is called', credential);
    await analyst.fill('What it opens', 'Model calls in our name.');
    await trip.look(analyst, '80-credential');
    await analyst.press('Add the credential');
    await analyst.open(corridor);
    await analyst.press('Send a questionnaire');
    await analyst.press('Send');
    assessmentPage = analyst.page.url();
    await vendor.open(await newestLink('answer'));
    await vendor.press('Start');
    const first = await vendor.page.$eval('ol.tasks a', (found) => found.innerText);
    await vendor.press(first);
    await answerSections(vendor);
    await vendor.page.$eval('input[type=checkbox]', (box) => box.click());
    await vendor.press('Submit the answers');
    await reads(assessmentPage, /Every point explained/);
  });

  it('imports what its vendors are built from, each list with its day', async () => {
    kestrel = await another('Kestrel Forms', 'piet@kestrel.example');
    const lantern = await another('Lantern Transcripts');
    await another('Quarry Labelling');
    await analyst.open(`${corridor}/tools/imports/new`);
    await trip.look(analyst, '81-import');
    await importBill(analyst, files, corridor, [
      'gateway.cdx.json',
      billOf('Gateway', '2026-03-24', '1.82.7'),
    ]);
    await trip.look(analyst, '82-imported');
    await importBill(analyst, files, kestrel, [
      'extract.cdx.json',
      billOf('Extraction', '2026-01-28', '1.80.0'),
    ]);
    await importBill(analyst, files, lantern, [
      'transcripts.cdx.json',
      billOf('Transcripts', '2026-04-02'),
    ]);
    await analyst.open(`${corridor}/tools`);
    expect(await analyst.text()).toContain('1.82.7');
    await trip.look(analyst, '83-tools-of-vendor');
  });

  it('pastes PYSEC-2026-2, and opens an incident from it', async () => {
    await analyst.open(`${trip.server.origin}/advisories/new`);
    await analyst.fill('Records as JSON or YAML', JSON.stringify(poisoned[0], null, 2));
    await trip.look(analyst, '84-paste');
    await analyst.press('Take it in');
    await trip.look(analyst, '85-taken');
    await analyst.press('PYSEC-2026-2');
    if (!analyst.page.url().includes('/events/')) {
      await analyst.page.$eval('main a[href^="/advisories/events/"]', (link) => link.click());
      await analyst.page.waitForNavigation();
    }
    expect(await analyst.text()).toContain('Corridor Gateway');
    await trip.look(analyst, '86-event');
    await analyst.press('Open an incident');
    await analyst.fill('Title', 'Poisoned releases of litellm');
    await analyst.fill('Last day on which one could be hit', '2026-03-24');
    await trip.look(analyst, '87-open-incident');
    await analyst.press('Open the incident');
    incidentPage = analyst.page.url();
  });

  it('sees where everybody stands: all four numbers', async () => {
    await reads(incidentPage, /1 affected, 1 clear, 1 stale, 1 never asked/);
    await trip.look(analyst, '88-incident');
    await analyst.open(`${incidentPage}/exposure`);
    await trip.look(analyst, '89-exposure');
    await analyst.open(`${incidentPage}/confirmation`);
    await analyst.fill('How do we know?', 'The gateway that holds our key was built with 1.82.7.');
    await analyst.press('Confirm it');
    expect(await analyst.text()).toContain('Confirmed: it touches our data');
  });

  it('asks in one go, and sees before who cannot be reached', async () => {
    await analyst.open(`${incidentPage}/outreach/new`);
    await trip.look(analyst, '90-whom-to-ask');
    await analyst.press('See who is written to');
    expect(await analyst.text()).toMatch(/nobody to write to/);
    await trip.look(analyst, '91-preview');
    await analyst.press('Send 2 letters');
    await reads(`${incidentPage}/outreach`, /0 of 3 vendors have answered/);
    await trip.look(analyst, '92-board');
  });

  it('lets a vendor answer on a phone, by the link in its letter', async () => {
    await vendor.open(await newestLink('incident'));
    await trip.look(vendor, '93-landing');
    await vendor.press('Answer the questions');
    await trip.look(vendor, '94-questions');
    await vendor.page.$eval('input[name=used][value=yes]', (radio) => radio.click());
    await vendor.fill('2. Which versions?', '1.82.8');
    await vendor.fill('3. Used from which day', '2026-03-24');
    await vendor.page.$eval('input[name=reachable][value=no]', (radio) => radio.click());
    await vendor.fill(
      '5. What did you do, and what will you do by when?',
      'It is being taken out.',
    );
    await vendor.press('Send the answers');
    expect(await vendor.text()).toContain('your answers arrived');
    await trip.look(vendor, '95-receipt');
  });

  it('sees the exposure move, and the timeline say so', async () => {
    await reads(incidentPage, /2 affected, 1 clear, 0 stale, 1 never asked/);
    await trip.look(analyst, '96-moved');
    await analyst.open(`${incidentPage}/timeline`);
    expect(await analyst.text()).toContain('Kestrel Forms went from stale to affected');
    await trip.look(analyst, '97-timeline');
  });

  it('renews what the vendor held, and signs it off', async () => {
    await analyst.open(`${incidentPage}/rotations`);
    await trip.look(analyst, '98-rotations');
    await analyst.press('Sign off');
    await analyst.fill('How', 'New key in the vault, the old one revoked.');
    await analyst.press('Sign off that it was renewed');
    await analyst.open(`${incidentPage}/rotations`);
    expect(await analyst.text()).toContain('1 of 1 credential');
    await trip.look(analyst, '99-signed-off');
  });

  it('holds floors F2 and F5 under the score of the vendor', async () => {
    await reads(
      `${assessmentPage}/score`,
      /names as malware[\s\S]*is open, affects it|is open, affects it[\s\S]*names as malware/,
    );
    await trip.look(analyst, '100-floors');
    await analyst.open(corridor);
    await trip.look(analyst, '101-vendor');
  });

  it('prints the report: what happened, who was hit, what was done', async () => {
    await analyst.open(incidentPage);
    // The page itself is in a sandbox, where axe cannot run.
    const html = await analyst.download('a[href$="/report-preview"]');
    const reader = await trip.person();
    await reader.page.setContent(Buffer.from(html).toString());
    expect(await reader.text()).toContain('Kestrel Forms');
    await trip.look(reader, '102-report-page');
    await reader.leave();
    await analyst.open(incidentPage);
    await analyst.press('Print the report');
    const report = analyst.page.url();
    await reads(report, /Download the PDF/);
    const { pages } = await readPdf(await analyst.download('a.button'));
    expect(pages.join('\n')).toContain('Poisoned releases of litellm');
    expect(pages.join('\n')).toContain('Corridor Gateway');
    await trip.look(analyst, '103-report');
  });

  it('seals all of it in a dossier, verified in each way, and refused once it was touched', async () => {
    await analyst.open(incidentPage);
    await analyst.press('Build a dossier');
    const dossier = analyst.page.url();
    await until(async () => {
      await analyst.open(dossier);
      return (await analyst.text()).includes('Download the dossier');
    });
    await trip.look(analyst, '104-dossier');
    const zip = await analyst.download('a.button');
    const check = async (content: Uint8Array): Promise<string> => {
      await analyst.open(`${trip.server.origin}/dossiers/check`);
      await files.choose(analyst, 'dossier.zip', content);
      await analyst.press('Check it');
      return analyst.text();
    };
    expect(await check(zip)).toContain('with a key of this server');
    await trip.look(analyst, '105-checked');
    const folder = await onDisk(await unpacked(Buffer.from(zip)));
    const programs = [
      ['sh', join(folder, 'verify.sh')],
      [process.execPath, join(folder, 'verify.mjs')],
      [process.execPath, 'dist/src/cli.js', 'dossier', 'verify', folder],
    ] as const;
    for (const [program, ...told] of programs) {
      expect((await run(program, told)).stdout).toContain('as it was signed');
    }
    const touched = Buffer.from(zip);
    touched.write('Poisoned', touched.lastIndexOf('Poisoned') + 1);
    expect(await check(touched)).toContain('Not as it was signed');
    await trip.look(analyst, '106-refused');
    appendFileSync(join(folder, 'data', 'timeline.json'), ' ');
    for (const [program, ...told] of programs) {
      await expect(run(program, told)).rejects.toMatchObject({ code: 1 });
    }
    rmSync(folder, { recursive: true });
  });

  it('found no serious barrier on any of these pages', () => {
    expect(trip.barriers).toEqual([]);
  });
});
