import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendForm } from '../evidence/files.js';
import { formFields } from '../portal/respondent.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

const list = (timestamp?: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        ...(timestamp ? { timestamp } : {}),
        component: { type: 'application', name: 'Gateway' },
      },
      components: [
        { type: 'library', name: 'litellm', version: '1.82.7', purl: 'pkg:pypi/litellm@1.82.7' },
        { type: 'library', name: 'odd', purl: 'no package URL' },
      ],
    }),
  );

describe('the pages on which a list of tools is imported', () => {
  let assay: TestAssay;
  let person: Visitor;
  let viewer: Visitor;
  let vendorId: string;
  let tab: string;

  beforeAll(async () => {
    assay = await startAssay();
    person = await assay.browser('analyst');
    viewer = await assay.browser('viewer');
    vendorId = await addVendor(await assay.api('analyst'), { name: 'Corridor', status: 'active' });
    tab = `/vendors/${vendorId}/tools`;
  });
  afterAll(() => assay.close());

  const send = async (fields: Record<string, string>, name: string, content: Buffer) => {
    const door = { assay, headers: person.headers };
    return sendForm(door, `${tab}/imports`, fields, { name, content });
  };
  const blank = { describedOn: '', subject: '', isComplete: '', engagementId: '' };
  const page = async (path: string): Promise<string> => (await person.get(path)).text;

  it('are offered on the tab to whoever may change it', async () => {
    expect(await page(tab)).toContain(`href="${tab}/imports/new"`);
    expect(await page(`${tab}/imports/new`)).toContain('enctype="multipart/form-data"');
    expect((await viewer.get(tab)).text).not.toContain('/imports/new');
    expect((await viewer.get(`${tab}/imports/new`)).status).toBe(403);
  });

  it('say while it is read, and then what was taken and what was left out', async () => {
    const file = list('2026-03-24T10:00:00Z');
    const sent = await send({ ...blank, isComplete: 'true' }, 'gateway.cdx.json', file);
    expect(sent.status).toBe(303);
    const here = sent.headers['location'] ?? '';
    expect(await page(here)).toContain('It is being read.');
    await assay.settle();
    const told = await page(here);
    expect(told).toContain('It describes Gateway, 24 Mar 2026');
    expect(told).toContain('with all that its tools are built from');
    expect(told).toContain('components[1]');
    expect((await viewer.get(here)).text).not.toContain('Import another file');
    expect(await page(tab)).toContain('1.82.7');
  });

  it('ask for the day where the file says none, and tell what is wrong with it', async () => {
    const sent = await send(blank, 'no-day.json', list());
    const here = sent.headers['location'] ?? '';
    await assay.settle();
    const asked = await page(here);
    expect(asked).toContain('Which day does the file describe?');
    const { version } = formFields(asked);
    const future = await person.post(`${here}/day`, { version, describedOn: '2126-01-01' });
    expect([future.status, future.text]).toEqual([
      422,
      expect.stringContaining('is in the future'),
    ]);
    expect((await person.post(`${here}/day`, { version, describedOn: '2026-03-20' })).status).toBe(
      303,
    );
    await assay.settle();
    expect(await page(here)).toContain('20 Mar 2026');
  });

  it('let go of one whose day nobody knows, and the tab tells what became of every file', async () => {
    const sent = await send(blank, 'ahead.json', list('2126-03-24T10:00:00Z'));
    const here = sent.headers['location'] ?? '';
    await assay.settle();
    expect(await page(here)).toContain('it describes 24 Mar 2126, which is still to come');
    expect(await page(tab)).toContain('Waits for its day');
    const asked = await page(`${here}/giving-up`);
    expect((await viewer.get(`${here}/giving-up`)).status).toBe(403);
    const done = await person.post(`${here}/giving-up`, formFields(asked));
    expect([done.status, done.headers['location']]).toEqual([303, tab]);
    expect(await page(here)).toContain('The import was given up.');
    expect(await page(tab)).toMatch(/ahead\.json[\s\S]*Given up/);
    expect(await page(`${here}/giving-up`)).toContain('there is nothing to give up');
  });

  it('tell that nothing was taken, and why, with what was typed', async () => {
    const refused = await send(
      { ...blank, subject: 'Gateway' },
      'greeting.json',
      Buffer.from('{"hello": "there"}'),
    );
    const here = refused.headers['location'] ?? '';
    await assay.settle();
    expect(await page(here)).toContain('Nothing was taken.');
    const typed = await send(
      { ...blank, subject: 'Planner', describedOn: 'soon' },
      'a.json',
      list(),
    );
    expect(typed.status).toBe(422);
    expect(typed.text).toContain('value="Planner"');
    const image = await send(
      blank,
      'a.png',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    );
    expect(image.status).toBe(422);
  });
});
