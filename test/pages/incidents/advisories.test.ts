import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendForm } from '../../evidence/files.js';
import { takeList } from '../../incidents/examples.js';
import { formFields } from '../../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../../support/app.js';
import { addVendor } from '../../vendors/examples.js';

const record = (id: string, more: object = {}) => ({
  schema_version: '1.7.5',
  id,
  modified: '2026-03-25T10:00:00Z',
  published: '2026-03-24T15:00:00Z',
  summary: 'Two releases of litellm carried malware',
  details: 'Credentials were harvested.',
  affected: [{ package: { ecosystem: 'PyPI', name: 'litellm' }, versions: ['1.82.7', '1.82.8'] }],
  references: [{ type: 'WEB', url: 'https://advisories.example/litellm' }],
  ...more,
});

describe('the pages of advisories', () => {
  let assay: TestAssay;
  let person: Visitor;
  let viewer: Visitor;
  let event: string;

  beforeAll(async () => {
    assay = await startAssay();
    const staff = await assay.api();
    person = await assay.browser('analyst');
    viewer = await assay.browser('viewer');
    const vendorId = await addVendor(staff, { name: 'Corridor Gateway', status: 'active' });
    await takeList(assay, vendorId, ['1.82.7']);
  });
  afterAll(() => assay.close());

  const following = async (reply: Reply): Promise<string> => {
    expect([reply.status, reply.text]).toEqual([303, '']);
    await assay.settle();
    return (await person.get(reply.headers['location'] ?? '')).text;
  };
  const paste = (value: unknown) =>
    person.post('/advisories/imports', {
      text: typeof value === 'string' ? value : JSON.stringify(value),
    });

  it('say what belongs there, and lead to bringing some in', async () => {
    expect((await person.get('/advisories')).text).toContain('No advisory yet');
    expect((await viewer.get('/advisories')).text).not.toContain('/advisories/new');
    expect((await viewer.get('/advisories/new')).status).toBe(403);
    expect((await person.get('/advisories/imports')).text).toContain('Nothing was brought in yet');
  });

  it('say exactly what was taken and what was left out, and where', async () => {
    const broken = await paste('{"id": "PYSEC-1", }');
    expect(broken.status).toBe(422);
    expect(broken.text).toContain('The text cannot be read.');
    expect(broken.text).toContain('PYSEC-1');
    const text = await following(
      await paste([record('MAL-2026-2144'), { id: 'PYSEC-2026-9' }, record('PYSEC-2026-2')]),
    );
    expect(text).toMatch(/What was taken[^]*MAL-2026-2144[^]*The text, record 1[^]*New here/);
    expect(text).toMatch(/PYSEC-2026-2[^]*The text, record 3/);
    expect(text).toMatch(/What was left out[^]*The text, record 2 \(PYSEC-2026-9\)/);
    const again = await following(await paste(record('MAL-2026-2144')));
    expect(again).toContain('Here already, word for word');
    expect((await viewer.get('/advisories/imports')).text).toContain('pasted');
  });

  it('take a file too, and refuse a form without one', async () => {
    const door = { assay, headers: person.headers };
    const file = {
      name: 'many.json',
      content: Buffer.from(JSON.stringify([record('GHSA-aaaa-bbbb-cccc', { affected: [] })])),
    };
    const sent = await sendForm(door, '/advisories/imports/files', {}, file);
    expect(await following(sent)).toContain('GHSA-aaaa-bbbb-cccc');
    const none = await sendForm(door, '/advisories/imports/files', {});
    expect(none.status).toBe(422);
    expect(none.text).toContain('The file is missing.');
  });

  it('list events by kind, apart, and find them by package, id and alias', async () => {
    const { text } = await person.get('/advisories');
    expect(text).toMatch(/id="kind-malware"[^]*MAL-2026-2144[^]*id="kind-vulnerability"/);
    [, event = ''] = /href="(\/advisories\/events\/[0-9a-f-]+)"/.exec(text) ?? [];
    for (const q of ['litellm', 'pkg%3Apypi%2Flitellm', 'PYSEC-2026-2'])
      expect((await person.get(`/advisories?q=${q}`)).text).toContain(event);
    expect((await person.get('/advisories?q=requests')).text).toContain('No event fits');
    expect((await person.get('/advisories?kind=vulnerability&q=litellm')).text).not.toContain(
      event,
    );
  });

  it('show one event with its records, what is affected, who uses it, and lead to an incident', async () => {
    const { text } = await person.get(event);
    expect(text).toContain('1.82.7, 1.82.8');
    expect(text).toMatch(/Which vendors use it[^]*Corridor Gateway[^]*1\.82\.7/);
    expect(text).toContain('Why they are one event');
    expect(text).toContain('https://advisories.example/litellm');
    const [, opening = ''] = /href="(\/incidents\/new\?eventId[^"]+)"/.exec(text) ?? [];
    const form = formFields((await person.get(opening.replace('&#x3D;', '='))).text);
    expect(form).toMatchObject({
      title: 'Two releases of litellm carried malware',
      kind: 'malware',
      'sources.0.link': 'https://advisories.example/litellm',
    });
    const incident = await following(await person.post('/incidents', form));
    expect(incident).toContain('1 affected, 0 clear, 0 stale, 0 never asked');
    expect(incident).toContain('MAL-2026-2144');
    expect((await person.get(event)).text).toContain('is open about it: 1 affected');
    const second = await person.post('/incidents', form);
    expect(second.status).toBe(422);
    expect(second.text).toContain('I-1 about this event is open already');
    expect(second.text).toMatch(/<a href="\/incidents\/[0-9a-f-]{36}">I-1: Two releases/);
    const asked = formFields(second.text);
    expect(asked).toMatchObject({ title: form['title'] });
    expect(asked).not.toHaveProperty('alongside');
    const onPurpose = await person.post('/incidents', { ...asked, alongside: 'on' });
    expect(await following(onPurpose)).toContain('I-2');
    expect((await viewer.get(event)).text).not.toContain('Open an incident');
  });

  it('part two advisories, and join others by hand', async () => {
    const page = (await person.get(event)).text;
    const [, action = '', version = ''] =
      /action="(\/advisories\/bonds\/[0-9a-f-]+)"><input type="hidden" name="version" value="(\d+)"/.exec(
        page,
      ) ?? [];
    const apart = await following(await person.post(action, { version, state: 'undone' }));
    expect(apart).toContain('Parted');
    expect((await person.post(action, { version, state: 'undone' })).status).toBe(303);
    const refused = await person.post(`${event}/joining`, { other: 'CVE-1', reason: 'Both.' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The other advisory is not here: bring it in first.');
    const joined = await following(
      await person.post(`${event}/joining`, { other: 'GHSA-aaaa-bbbb-cccc', reason: 'Both.' }),
    );
    expect(joined).toContain('GHSA-aaaa-bbbb-cccc');
    expect(joined).toContain('Both.');
  });

  it('ask whether a record that speaks of malware is malware, with one button', async () => {
    const details = 'A trojanised build was published.';
    const affected = [{ package: { ecosystem: 'npm', name: 'plain' }, versions: ['1.0.0'] }];
    const severity = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }];
    const plain = { summary: 'A build of plain', details, affected, severity, references: [] };
    await following(await paste(record('GHSA-plai-plai-plai', plain)));
    const { text: found } = await person.get('/advisories?q=plain');
    const [, at = ''] = /href="(\/advisories\/events\/[0-9a-f-]+)"/.exec(found) ?? [];
    const { text } = await person.get(at);
    expect(text).toContain('speaks of “trojanised”');
    expect((await viewer.get(at)).text).not.toContain('It is malware');
    const [, action = '', version = ''] =
      /action="(\/advisories\/[0-9a-f-]+\/kind)"><input type="hidden" name="version" value="(\d+)"/.exec(
        text,
      ) ?? [];
    const told = await following(await person.post(action, { version, kind: 'malware' }));
    expect(told).toContain('Malware, published');
    expect(told).not.toContain('Likely malware');
    const late = await following(await person.post(action, { version, kind: 'vulnerability' }));
    expect(late).toContain('Malware, published');
  });

  it('let people say more of a record, and show a clash', async () => {
    const [, path = ''] =
      /href="(\/advisories\/[0-9a-f-]{36})"/.exec((await person.get(event)).text) ?? [];
    const mine = formFields((await person.get(`${path}/edit`)).text);
    const theirs = { ...mine, disputed: 'For how long.', otherNames: 'CVE-2026-1, CVE-2026-2' };
    const page = await following(await person.post(path, theirs));
    expect(page).toContain('For how long.');
    expect(page).toContain('CVE-2026-1 (added here), CVE-2026-2 (added here)');
    const clash = await person.post(path, { ...mine, disputed: 'Mine.' });
    expect(clash.status).toBe(422);
    expect(clash.text).toMatch(/As it stands now[^]*For how long\./);
    expect((await person.post(path, formFields(clash.text))).status).toBe(303);
    expect((await person.get(event)).text).toContain('Mine.');
  });

  it('take one that is written by hand, with the faults at their fields', async () => {
    const blank = formFields((await person.get('/advisories/by-hand')).text);
    const facts = { ...blank, summary: 'A build scanner was taken over', kind: 'malware' };
    const bad = await person.post('/advisories/by-hand', {
      ...facts,
      'packages.0.purl': 'pkg:npm/left-pad',
      'packages.0.to': '2.0.0',
      'packages.0.before': '2.0.1',
    });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('First mended version stands beside a last affected version');
    const text = await following(
      await person.post('/advisories/by-hand', {
        ...facts,
        'packages.0.purl': 'pkg:npm/left-pad',
        'packages.0.everyVersion': 'on',
        'sources.0.url': 'https://news.example/scanner',
      }),
    );
    expect(text).toContain('A build scanner was taken over');
    expect(text).toContain('It names every version of a package');
    expect((await person.get('/advisories?broad=true')).text).toContain('left-pad');
  });
});
