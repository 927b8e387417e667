import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { engagementFacts } from '../vendors/examples.js';

const engagementForm = {
  ...engagementFacts,
  likelihood: undefined,
  holdsCredentials: 'on',
  codeRunsHere: undefined,
  supportsCriticalFunction: undefined,
  ...Object.fromEntries(
    Object.entries(engagementFacts.likelihood).map(([name, level]) => [
      `likelihood.${name}`,
      level,
    ]),
  ),
};

describe('the pages of vendors', () => {
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.browser('analyst');
  });
  afterAll(() => assay.close());

  const add = async (name: string): Promise<string> => {
    const { headers } = await analyst.post('/vendors', { name, status: 'prospective' });
    return headers['location'] ?? '';
  };

  it('says what belongs there while there is none', async () => {
    const { text } = await analyst.get('/vendors');
    expect(text).toContain('No vendors yet');
  });

  it('adds a vendor by form and shows it with its next steps', async () => {
    const page = await add('Corridor Gateway');
    const { text } = await analyst.get(page);
    expect(text).toContain('Corridor Gateway');
    expect(text).toContain('No engagement yet');
    expect(text).toContain('No contact yet');
  });

  it('shows a refused form again with what was typed, and a message beside the field', async () => {
    const { status, text } = await analyst.post('/vendors', {
      name: '',
      website: 'nowhere',
      description: 'kept <b>as typed</b>',
      status: 'active',
    });
    expect(status).toBe(422);
    expect(text).toContain('Name is missing.');
    expect(text).toContain('Web address is not a web address starting with https://.');
    expect(text).toContain('kept &lt;b&gt;as typed&lt;/b&gt;');
    expect(text).toMatch(/<option value="active" selected/);
  });

  it('derives inherent risk as one chooses, before anything is saved', async () => {
    const { text } = await analyst.post('/engagements/inherent-risk', engagementForm);
    expect(text).toContain('Very high');
    expect(text).not.toContain('<html');
    const { text: unfinished } = await analyst.post('/engagements/inherent-risk', {
      criticality: 'H',
    });
    expect(unfinished).toContain('Internet exposure');
    expect((await analyst.post('/engagements/inherent-risk')).status).toBe(200);
  });

  it('adds an engagement, shows its tier with the reasons, and changes it', async () => {
    const vendor = await add('Engaged');
    const added = await analyst.post(`${vendor}/engagements`, engagementForm);
    expect(added.status).toBe(303);
    const page = added.headers['location'] ?? '';
    expect((await analyst.get(page)).text).toMatch(/credentials/);
    const { text: form } = await analyst.get(`${page}/edit`);
    expect(form).toMatch(/value="personal"[^>]* checked/);
    const changed = await analyst.post(page, { ...engagementForm, name: 'Renamed', version: '1' });
    expect(changed.headers['location']).toBe(page);
    const stale = await analyst.post(page, { ...engagementForm, version: '1' });
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('Somebody else changed this engagement meanwhile');
    expect(stale.text).toContain('Save yours over it</button>');
  });

  it('offers a viewer nothing to change', async () => {
    const vendor = await add('Looked at');
    const viewer = await assay.browser('viewer');
    const { text } = await viewer.get(vendor);
    expect(text).not.toContain('/edit');
    expect(text).not.toContain('/new');
    expect((await viewer.get('/vendors/new')).status).toBe(403);
  });

  it('tells the history of a vendor', async () => {
    const vendor = await add('Told');
    expect((await analyst.get(`${vendor}/history`)).text).toContain('Nothing happened yet');
    const { text } = await analyst.get(`${vendor}/journal`);
    expect(text).toContain('Vendor created');
    expect(text).toContain('Test analyst');
  });

  it('sends strangers to sign in, and back', async () => {
    const { status, headers } = await assay.stranger.get('/vendors?tier=1', {
      accept: 'text/html',
    });
    expect(status).toBe(303);
    expect(headers['location']).toBe('/sign-in?to=%2Fvendors%3Ftier%3D1');
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a form sent from %s', async (_, headers) => {
    const { status } = await analyst.post('/vendors', { name: 'x', status: 'active' }, headers);
    expect(status).toBe(403);
  });
});
