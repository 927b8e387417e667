import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/platform/ids.js';
import { askedAbout, openIncident, path, takeList } from '../incidents/examples.js';
import { sendForm, textOf } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, engagementFacts } from '../vendors/examples.js';
import {
  build,
  builtAgain,
  fetched,
  json,
  unpacked,
  verified,
  type DossierBody,
} from './examples.js';

/** A person whose name stands wherever people can write. */
const named = 'Zaphira Quill';
const address = 'zaphira@corridor.example';
const said = `${named} (${address}) says so.`;

const record = JSON.stringify({
  schema_version: '1.6.0',
  id: 'MAL-2026-900',
  modified: '2026-03-24T12:00:00Z',
  published: '2026-03-24T12:00:00Z',
  summary: 'Malicious code in litellm',
  details: said,
  affected: [{ package: { ecosystem: 'PyPI', name: 'litellm' }, versions: ['1.82.7', '1.82.8'] }],
  credits: [{ name: named, contact: [`mailto:${address}`] }],
});

interface Recorded {
  osvId: string;
  texts: { raw: string; rawHash: string }[];
}

describe('the dossier of an incident', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let incident: string;
  let eventId: string;
  let full: DossierBody;
  let files: Map<string, Buffer>;
  const sbom = textOf(2_000);

  const url = () => `${path}/${incident}/dossiers`;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    const hit = await addVendor(analyst, { name: '=Corridor Gateway', status: 'active' });
    await addVendor(analyst, { name: 'Quiet Quarter', status: 'active' });
    const under = `/api/v1/vendors/${hit}`;
    await analyst.post(`${under}/contacts`, { name: named, email: address });
    const { body: engagement } = await analyst.post<{ id: string }>(
      `${under}/engagements`,
      engagementFacts,
    );
    await analyst.post(`/api/v1/engagements/${engagement.id}/credentials`, {
      name: `Key of ${named}`,
      kind: 'api_key',
      opens: 'The gateway',
    });
    const { body: evidence } = await sendForm(
      { assay, headers: analyst.headers },
      `${under}/evidence`,
      { kind: 'other', title: 'SBOM' },
      { name: 'bom.txt', content: sbom },
    );
    await takeList(assay, hit, ['1.82.7'], { evidenceId: evidence.id, fileName: 'bom.txt' });
    await analyst.post('/api/v1/advisory-imports', { text: record });
    await assay.settle();
    const events = await analyst.get<{ id: string }[]>('/api/v1/advisory-events?id=MAL-2026-900');
    eventId = events.body[0]?.id ?? '';
    incident = await openIncident(assay, analyst, {
      eventId,
      summary: said,
      disputed: said,
      sources: [{ title: said }],
    });
    await analyst.post(`${path}/${incident}/timeline`, { words: said });
    const { 'outreach-requests': request } = await askedAbout(assay, analyst, incident, hit, said);
    const [letter] = await assay.database.sql<{ id: string }[]>`
      SELECT id FROM letter WHERE about_id = ${request}`;
    const { body } = await analyst.get<{ text: string }>(`/api/v1/letters/${letter?.id}`);
    const [, secret] = /\/incident\/([\w-]{43})\s/.exec(body.text) ?? [];
    const answer = {
      ...{ used: 'yes', versions: '1.82.7', usedFrom: '2026-03-24', usedUntil: '2026-03-24' },
      ...{ reachable: 'yes', reached: said, actions: said },
      ...{ contactName: named, contactEmail: address },
    };
    const answered = await assay.stranger.post('/api/v1/incident-answering/answers', answer, {
      authorization: `Bearer ${secret}`,
    });
    expect(answered.status).toBe(201);
    await assay.settle();
    full = await build(assay, analyst, url());
    files = await unpacked(await fetched(analyst, full));
  });
  afterAll(() => assay.close());

  it('tells all there is to say of it, signed', async () => {
    expect(full).toMatchObject({ state: 'ready', scope: 'incident', lacking: [] });
    expect((await verified(files)).problems).toEqual([]);
    const data = [...files.keys()].filter((one) => one.startsWith('data/'));
    expect(
      data.map((one) => one.slice(5).replace(/^(evidence\/)[0-9a-f]{8}/, '$1')).sort(),
    ).toEqual([
      'advisories.json',
      'evidence-index.json',
      'evidence/-bom.txt',
      'exposure.csv',
      'exposure.json',
      'incident.json',
      'journal.jsonl',
      'outreach.json',
      'report.pdf',
      'rotations.json',
      'statements.json',
      'timeline.json',
      'withheld.json',
    ]);
    expect(json(files, 'data/incident.json')).toMatchObject({ reference: 'I-1', eventId });
    const [advisory] = json<Recorded[]>(files, 'data/advisories.json');
    expect(advisory?.osvId).toBe('MAL-2026-900');
    expect(JSON.parse(advisory?.texts[0]?.raw ?? '')).toEqual(JSON.parse(record));
    expect(advisory?.texts[0]?.rawHash).toBe(sha256(advisory?.texts[0]?.raw ?? ''));
    expect(json(files, 'data/exposure.json')).toMatchObject([
      { vendor: '=Corridor Gateway', standing: 'affected', holds: [{ holdsCredentials: true }] },
      { vendor: 'Quiet Quarter', standing: 'never_asked', holds: [] },
    ]);
    const csv = files.get('data/exposure.csv')?.toString();
    expect(csv).toContain(`\n'=Corridor Gateway,`);
    expect(csv).toContain(',affected,On 23 Nov 2026 it said that it is affected.,');
    expect(json(files, 'data/statements.json')).toMatchObject([
      { vendor: '=Corridor Gateway' },
      { vendor: '=Corridor Gateway', words: said },
    ]);
    expect(json(files, 'data/outreach.json')).toMatchObject({
      rounds: [{ round: 1, message: said }],
      requests: [
        {
          name: named,
          email: address,
          state: 'answered',
          answers: [{ answers: { actions: said } }],
        },
      ],
    });
    expect(json(files, 'data/rotations.json')).toMatchObject([{ state: 'open' }]);
    const timeline = json<{ words: string }[]>(files, 'data/timeline.json');
    expect(timeline.map(({ words }) => words)).toContain(said);
    const journal = files.get('data/journal.jsonl')?.toString() ?? '';
    for (const action of ['incident.opened', 'outreach.answered', 'rotation.asked'])
      expect(journal).toContain(`"action":"${action}"`);
  });

  it('says in its own words what is in it', () => {
    const told = files.get('VERIFY.md')?.toString() ?? '';
    expect(told).toContain('# Incident I-1: Poisoned releases of litellm');
    for (const [file] of files)
      if (file.startsWith('data/')) expect(told).toContain(file.replace(/(?<=evidence\/).*/, ''));
    expect(told).not.toContain('answers.json');
    expect(told).toContain('the files as they were given');
    expect(told).not.toContain('This export was made');
    expect(told).not.toContain('{contents}');
  });

  it('names nobody where people are not to be named, and still tells the facts', async () => {
    const bare = await build(assay, analyst, url(), { profile: 'no-personal-data' });
    const bag = await unpacked(await fetched(analyst, bare));
    expect((await verified(bag)).problems).toEqual([]);
    for (const [file, content] of bag) {
      for (const planted of ['Zaphira', 'zaphira', 'Test analyst'])
        expect([file, content.toString('latin1').includes(planted)]).toEqual([file, false]);
    }
    expect(bag.has('data/report.pdf')).toBe(false);
    const told = bag.get('VERIFY.md')?.toString();
    expect(told).toContain('made **without personal data**');
    expect(told).toContain('No such file itself is in it.');
    expect(json<{ withheld: object[] }>(bag, 'data/withheld.json').withheld).toContainEqual(
      expect.objectContaining({
        path: 'journal.jsonl',
        instead: 'the same without what entries tell',
      }),
    );
    expect(json(bag, 'data/incident.json')).toMatchObject({ reference: 'I-1', isConfirmed: false });
    expect(json(bag, 'data/advisories.json')).toMatchObject([
      { osvId: 'MAL-2026-900', packages: [{ name: 'litellm' }], texts: [{ standing: 'current' }] },
    ]);
    expect(json(bag, 'data/outreach.json')).toMatchObject({
      requests: [
        { state: 'answered', answers: [{ status: 'affected', answers: { used: 'yes' } }] },
      ],
    });
    expect(json(bag, 'data/rotations.json')).toMatchObject([{ credentialKind: 'api_key' }]);
    expect(bag.get('data/exposure.csv')?.equals(files.get('data/exposure.csv') as Buffer)).toBe(
      true,
    );
  });

  it('takes a report of this incident only, and is asked for by those who may', async () => {
    const { body: reports } = await analyst.get<{ id: string }[]>('/api/v1/reports');
    const [{ id: reportId } = { id: '' }] = reports;
    const again = await build(assay, analyst, url(), { reportId, profile: 'hashes-only' });
    expect(again.state).toBe('ready');
    const bag = await unpacked(await fetched(analyst, again));
    expect([...bag.keys()].filter((file) => file.startsWith('data/')).sort()).toEqual([
      'data/evidence-index.json',
      'data/journal.jsonl',
      'data/withheld.json',
    ]);
    expect(json(bag, 'data/withheld.json')).toMatchObject({
      withheld: expect.arrayContaining([
        expect.objectContaining({ path: 'report.pdf', why: 'only hashes were asked for' }),
        expect.objectContaining({ path: 'evidence-index.json', instead: expect.any(String) }),
        expect.objectContaining({
          path: expect.stringMatching(/^evidence\/[0-9a-f]{8}-file\.txt$/),
        }),
      ]),
    });
    expect(json(bag, 'data/evidence-index.json')).toEqual(
      json<{ title: string; revisions: { sha256: string; bytes: number }[] }[]>(
        files,
        'data/evidence-index.json',
      ).map((line) => ({
        ...line,
        ...{ title: 'Something else', scope: null, withdrawnReason: null },
        revisions: line.revisions.map((revision) => ({
          ...revision,
          path: `evidence/${revision.sha256.slice(0, 8)}-file.txt`,
        })),
      })),
    );
    const other = await openIncident(assay, analyst, { title: 'Another' });
    const foreign = await analyst.post<{ fields: object }>(`${path}/${other}/dossiers`, {
      reportId,
    });
    expect([foreign.status, foreign.body.fields]).toEqual([
      422,
      { reportId: 'is not a report of this incident' },
    ]);
    expect((await analyst.post(`${path}/${eventId}/dossiers`, {})).status).toBe(404);
    expect((await (await assay.api('viewer')).post(url(), {})).status).toBe(403);
  });

  it('says nothing that somebody typed where only hashes are asked for, in any of its bytes', async () => {
    const { body: dossiers } =
      await analyst.get<{ id: string; profile: string }[]>('/api/v1/dossiers');
    const made = dossiers.find(({ profile }) => profile === 'hashes-only') ?? { id: '' };
    const { headers, bytes } = await analyst.get(`/api/v1/dossiers/${made.id}/zip`);
    const text = `${headers['content-disposition'] ?? ''} ${bytes.toString('utf8')}`;
    const typed = ['Corridor', 'Zaphira', 'Quill', said, 'SBOM', 'bom.txt', 'The gateway'];
    expect(typed.filter((words) => text.toLowerCase().includes(words.toLowerCase()))).toEqual([]);
    // The same words stand in the whole of it, or the test would look for nothing.
    const whole = [...files.values()].map(String).join(' ');
    expect(typed.filter((words) => !whole.includes(words))).toEqual([]);
  });

  it('is the same, byte by byte, where building it takes until more is late', async () => {
    const { body: vendors } = await analyst.get<{ id: string; name: string }[]>('/api/v1/vendors');
    const quiet = vendors.find(({ name }) => name === 'Quiet Quarter')?.id ?? '';
    await analyst.post(`/api/v1/vendors/${quiet}/contacts`, { name: named, email: address });
    await askedAbout(assay, analyst, incident, quiet);
    const [{ id: reportId } = { id: '' }] = (await analyst.get<{ id: string }[]>('/api/v1/reports'))
      .body;
    const first = await build(assay, analyst, url(), { reportId });
    const awaited = json<{ requests: object[] }>(
      await unpacked(await fetched(analyst, first)),
      'data/outreach.json',
    ).requests.filter((request) => !('answeredAt' in request));
    expect(awaited).toMatchObject([{ vendor: 'Quiet Quarter', dueAt: expect.any(String) }]);
    const again = await builtAgain(assay, analyst, first, 100);
    expect(again).toMatchObject({ state: 'ready', sha256: first.sha256 });
  });
});
