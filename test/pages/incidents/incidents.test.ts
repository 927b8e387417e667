import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { litellmFacts, readIncident, takeList } from '../../incidents/examples.js';
import { formFields } from '../../portal/respondent.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../../support/app.js';
import { addVendor, engagementFacts } from '../../vendors/examples.js';

const idIn = (reply: Reply, area: string): string =>
  new RegExp(`/${area}/([0-9a-f-]{36})$`).exec(reply.headers['location'] ?? '')?.[1] ?? '';

describe('the pages of incidents', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let person: Visitor;
  let viewer: Visitor;
  let hit: string;
  let clear: string;
  let silent: string;
  let id: string;
  let at: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    person = await assay.browser('analyst');
    viewer = await assay.browser('viewer');
    hit = await addVendor(staff, { name: 'Corridor Gateway', status: 'active' });
    clear = await addVendor(staff, { name: 'Harbour Labels', status: 'active' });
    silent = await addVendor(staff, { name: 'Quiet Quarter', status: 'active' });
    await staff.post(`/api/v1/vendors/${hit}/engagements`, engagementFacts);
    await takeList(assay, hit, ['1.82.7']);
    await takeList(assay, clear, ['1.82.6']);
  });
  afterAll(() => assay.close());

  const formOf = async (path: string) => formFields((await person.get(path)).text);
  const following = async (reply: Reply): Promise<string> => {
    expect([reply.status, reply.text]).toEqual([303, '']);
    await assay.settle();
    return (await person.get((reply.headers['location'] ?? '').split('#')[0] ?? '')).text;
  };
  const act = async (what: string, reason: string) =>
    person.post(`${at}/${what}`, { ...(await formOf(`${at}/${what}`)), reason });

  it('say what belongs there, and that only some may open one', async () => {
    const empty = (await person.get('/incidents')).text;
    expect(empty).toContain('No incident yet');
    expect(empty).toContain('<a href="/incidents" aria-current="page">Incidents</a>');
    expect((await viewer.get('/incidents')).text).not.toContain('/incidents/new');
    expect((await viewer.get('/incidents/new')).status).toBe(403);
  });

  it('open one by hand: faults stand at their fields with what was typed', async () => {
    const blank = await formOf('/incidents/new');
    const refused = await person.post('/incidents', {
      ...blank,
      title: 'Poisoned',
      kind: 'malware',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('What is affected is empty: say what is affected');
    const facts = {
      ...blank,
      title: litellmFacts.title,
      kind: 'malware',
      summary: 'Two releases harvested credentials.',
      windowFrom: '2026-03-24',
      windowTo: '2026-03-24',
      disputed: 'How long they were public.',
      'packages.3.name': 'litellm',
      'packages.3.purl': 'litellm',
      'packages.3.versions': '1.82.7, 1.82.8',
      'sources.1.title': 'The maintainers',
      'sources.1.link': 'https://advisories.example/litellm',
    };
    const bad = await person.post('/incidents', facts);
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Package URL is not a package URL like pkg:npm/left-pad.');
    expect(bad.text).toMatch(/name="packages.0.versions"[^>]*>\s*1.82.7, 1.82.8</);
    const reply = await person.post('/incidents', {
      ...facts,
      'packages.3.purl': 'pkg:pypi/litellm',
    });
    id = idIn(reply, 'incidents');
    at = `/incidents/${id}`;
    expect((await person.get(at)).text).toContain('Not derived yet');
    const text = await following(reply);
    expect(text).toContain('<figcaption>1 affected, 1 clear, 0 stale, 1 never asked</figcaption>');
    expect(text).toContain('Of 3 vendors in use');
    expect(text).toContain('Two releases harvested credentials.');
    expect(text).toContain('href="https://advisories.example/litellm"');
    expect(text).toMatch(/What is disputed[^]*How long they were public/);
    expect(text).toContain('1.82.7, 1.82.8');
    expect(text).toContain('on 24 Mar 2026');
    expect(text).toContain('Ask 1 vendor for the first time');
    expect(await readIncident(staff, id)).toMatchObject({
      packages: [{ purl: 'pkg:pypi/litellm', versions: ['1.82.7', '1.82.8'] }],
    });
    expect((await viewer.get(at)).text).not.toContain('What to do next');
    expect((await person.get('/incidents')).text).toContain(
      '1 affected, 1 clear, 0 stale, 1 never asked',
    );
    const again = await person.post('/incidents', {
      ...facts,
      'packages.3.purl': 'pkg:pypi/LiteLLM@1.82.8',
    });
    expect(again.status).toBe(422);
    expect(again.text).toContain('I-1 concerns pkg:pypi/litellm, too, and is open already');
    expect(again.text).toMatch(new RegExp(`<a href="${at}">I-1: .*</a> \\(pkg:pypi/litellm\\)`));
    expect(again.text).toContain('name="alongside"');
  });

  it('show every vendor with its evidence, in four groups that are never merged', async () => {
    const { text } = await person.get(`${at}/exposure`);
    for (const group of ['affected', 'clear', 'stale', 'never_asked'])
      expect(text).toContain(`id="group-${group}"`);
    expect(text).toContain('Its SBOM of 25 Mar 2026 names litellm 1.82.7');
    expect(text).toContain('an artefact we inspected');
    expect(text).toContain('personal data');
    expect(text).toContain('It has said nothing, and there is no list of what it is built from.');
    expect((text.match(/href="\/incidents\/[^"/]+\/vendors\//g) ?? []).length).toBe(3);
    const found = (await person.get(`${at}/exposure?q=quiet&standing=`)).text;
    expect(found).toContain('Quiet Quarter');
    expect(found).not.toContain('Corridor Gateway');
    const one = (await person.get(`${at}/exposure?standing=clear`)).text;
    expect(one).toContain('Harbour Labels');
    expect(one).not.toContain('id="group-stale"');
    const third = (await person.get(`${at}/exposure?tier=3`)).text;
    expect(third).not.toContain('Quiet Quarter');
    expect(third).toContain('exposure.csv?tier&#x3D;3');
    const file = await viewer.get(`${at}/exposure.csv?q=corridor`);
    expect(file.headers['content-disposition']).toContain('exposure-I-1-2026');
    expect(file.text).toMatch(/Corridor Gateway,\d?,affected,Its SBOM of 25 Mar 2026 names/);
    expect(file.text).not.toContain('Harbour');
  });

  it('are told on the dashboard and on the page of a vendor that is hit', async () => {
    expect((await viewer.get('/')).text).toMatch(/Open incidents[^]*1 affected, 1 clear, 0 stale/);
    const page = (await viewer.get(`/vendors/${hit}`)).text;
    expect(page).toMatch(/Affected in an open incident:[^]*I-1, Poisoned releases of litellm/);
    const other = (await viewer.get(`/vendors/${clear}`)).text;
    expect(other).not.toContain('in an open incident');
    expect(other).toContain(`${at}/vendors/${clear}`);
  });

  it('take down what a vendor says, follow it, and withdraw what was wrong', async () => {
    const path = `${at}/vendors/${silent}`;
    const blank = await formOf(`${path}/statements/new`);
    expect((await person.post(`${path}/statements`, blank)).status).toBe(422);
    const said = { ...blank, status: 'not_affected', justification: 'component_not_present' };
    const facts = { ...said, words: 'We never had it.', datedOn: '2026-11-20' };
    const text = await following(await person.post(`${path}/statements`, facts));
    expect(text).toContain('<span class="first-up">clear</span>');
    expect(text).toContain('We never had it.');
    expect(text).toContain('They do not have it');
    expect((await person.get(at)).text).toContain('1 affected, 2 clear, 0 stale, 0 never asked');
    const [, withdrawal = ''] = /href="(\/statements\/[0-9a-f-]+\/withdrawal)"/.exec(text) ?? [];
    expect((await person.post(withdrawal, { reason: '' })).status).toBe(422);
    const after = await following(await person.post(withdrawal, { reason: 'Another product.' }));
    expect(after).toContain('<span class="first-up">never asked</span>');
    expect(after).toContain('Another product.');
    expect(after).not.toContain(withdrawal);
    expect((await person.get(withdrawal)).text).toContain('withdrawn already');
    expect((await viewer.get(path)).text).not.toContain('statements/new');
    expect((await person.get(`${at}/vendors/${id}`)).status).toBe(404);
  });

  it('show what an OpenVEX document says before it is taken, and lead to it afterwards', async () => {
    const path = `${at}/vendors/${silent}`;
    const asks = (await person.get(`${path}/statements/new`)).text;
    expect(asks).toContain(`href="${path}/openvex"`);
    const products = [{ '@id': 'pkg:pypi/litellm@1.82.8' }];
    const say = (status: string, timestamp: string, more: object, about = products) => ({
      ...{ vulnerability: { name: 'MAL-2026-2144' }, products: about, status, timestamp, ...more },
    });
    const openVex = JSON.stringify({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': 'https://quiet.example/vex/1',
      author: 'Quiet <b>',
      timestamp: '2026-11-20T09:00:00Z',
      statements: [
        say('under_investigation', '2026-11-19T09:00:00Z', {}),
        say('not_affected', '2026-11-20T09:00:00Z', { impact_statement: 'Pinned <i>since</i>.' }),
        say('fixed', '2026-11-20T09:00:00Z', {}, [{ '@id': 'pkg:npm/other' }]),
      ],
    });
    const wrong = await person.post(`${path}/openvex`, { openVex: '{"a":', then: 'take' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('line 1, it breaks off');
    const seen = await person.post(`${path}/openvex`, { openVex });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('By Quiet &lt;b&gt;. Of 3 statements 1 is about something else.');
    expect(seen.text).toMatch(/Not affected[^]*Pinned &lt;i&gt;since[^]*Looking into it/);
    expect(seen.text).toContain('Until now: they said nothing about this incident.');
    expect((await person.get(path)).text).not.toContain('Pinned');
    const taken = await person.post(`${path}/openvex`, { ...formFields(seen.text), then: 'take' });
    const after = await following(taken);
    expect(after).toContain('<span class="first-up">clear</span>');
    const [, document = ''] = /href="(\/evidence\/[0-9a-f-]+)">the document/.exec(after) ?? [];
    expect((await person.get(document)).text).toContain('OpenVEX document about I-1');
    const again = await person.post(`${path}/openvex`, { openVex });
    expect(again.text).toMatch(/Until now: <strong>Not affected<\/strong>, as of 20 Nov 2026/);
    const [, withdrawal = ''] = /href="(\/statements\/[0-9a-f-]+\/withdrawal)"/.exec(after) ?? [];
    await following(await person.post(withdrawal, { reason: 'Tried.' }));
    expect((await viewer.get(`${path}/openvex`)).status).toBe(403);
  });

  it('say what was known when, and let things be noted', async () => {
    await following(await person.post(`${at}/timeline`, { words: 'A post-mortem is out.' }));
    const { text } = await person.get(`${at}/timeline`);
    expect(text).toContain('A post-mortem is out.');
    expect(text).toContain('Quiet Quarter said, as of 20 Nov 2026');
    const [, moves = ''] = /href="(\/incidents\/[^"]+\/moves\?derivation[^"]+)"/.exec(text) ?? [];
    const moved = await person.get(moves.replaceAll('&#x3D;', '='));
    expect(moved.text).toContain('Who came to stand elsewhere');
    expect(moved.text).toContain('Quiet Quarter');
    const before = (await person.get(`${at}/timeline?at=2026-01-01T12%3A00`)).text;
    expect(before).toContain('What was known at');
    expect(before).toContain('Not derived yet');
    expect(before).not.toContain('A post-mortem is out.');
    expect((await person.get(`${at}/timeline?at=yesterday`)).text).toContain(
      'is not a moment like',
    );
  });

  it('change it, and offer to save over what somebody else changed meanwhile', async () => {
    const mine = await formOf(`${at}/edit`);
    const theirs = await formOf(`${at}/edit`);
    expect((await person.post(at, { ...theirs, summary: 'Theirs.' })).status).toBe(303);
    const clash = await person.post(at, { ...mine, summary: 'Mine.' });
    expect(clash.status).toBe(422);
    expect(clash.text).toContain('changed this incident meanwhile');
    expect(clash.text).toMatch(/As it stands now[^]*Theirs\./);
    expect(clash.text).toContain(`<a href="${at}">Keep theirs</a>`);
    expect((await person.post(at, formFields(clash.text))).status).toBe(303);
    expect((await readIncident(staff, id)).summary).toBe('Mine.');
    expect((await readIncident(staff, id)).packages[0]?.versions).toEqual(['1.82.7', '1.82.8']);
  });

  it('confirm, take back, close and open again, each with its reason', async () => {
    await assay.settle();
    expect((await act('confirmation', '')).status).toBe(422);
    let text = await following(await act('confirmation', 'Prompts were reachable.'));
    expect(text).toContain('Confirmed: it touches our data');
    expect((await person.get(`${at}/confirmation`)).text).toContain('confirmed already');
    text = await following(await act('retraction', 'Too soon.'));
    expect(text).toContain('not confirmed that it touches our data');
    expect((await person.get(`${at}/closing`)).text).toContain(
      'Not everything is known: 1 affected, 1 clear, 0 stale, 1 never asked',
    );
    text = await following(await act('closing', 'All keys are renewed.'));
    expect(text).toContain('All keys are renewed.');
    expect(text).not.toContain('What to do next');
    expect((await person.get(`${at}/edit`)).status).toBe(200);
    expect((await person.get('/incidents')).text).toContain('None is open.');
    expect((await person.get(`${at}/closing`)).text).toContain('Open it again first');
    text = await following(await act('reopening', 'News.'));
    expect(text).toContain('What to do next');
  });

  it('write names that a spreadsheet would calculate as text, in the file and in the report', async () => {
    const name = '=HYPERLINK("https://evil.example";"x")';
    await addVendor(staff, { name, status: 'active' });
    await assay.settle();
    const file = await viewer.get(`${at}/exposure.csv`);
    expect(file.text).toContain(`"'=HYPERLINK(""https://evil.example"";""x"")"`);
    const report = (await person.get(`${at}/report-preview`)).text;
    expect(report).toContain('&#x3D;HYPERLINK(&quot;https://evil.example&quot;;&quot;x&quot;)');
    expect(report).not.toMatch(/href="https:\/\/evil/);
  });
});
