import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Config } from '../../src/platform/config/index.js';
import { SigningKey } from '../../src/platform/keys/index.js';
import { Blobs, placeOf } from '../../src/platform/storage/index.js';
import { prepare, submitted } from '../assessments/trip.js';
import { recordAudit } from '../audits/examples.js';
import { blobNames, sendForm, textOf } from '../evidence/files.js';
import { stride } from '../support/thorough.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { sha256 } from '../../src/platform/ids.js';
import { build, fetched, json, onDisk, unpacked, verified, type DossierBody } from './examples.js';

const run = promisify(execFile);

describe('the dossier of an assessment', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let assessment: string;
  let evidence: string;
  const given = textOf(3_000);
  let full: DossierBody;
  let files: Map<string, Buffer>;

  const url = () => `/api/v1/assessments/${assessment}/dossiers`;

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    const ids = await prepare(assay, analyst);
    assessment = await submitted(assay, analyst, ids, { 'supply.pinned': 'no' });
    const { body } = await analyst.get<{ vendorId: string }>(`/api/v1/assessments/${assessment}`);
    await recordAudit(analyst, {}, body.vendorId);
    const door = { assay, headers: analyst.headers };
    const sent = await sendForm(
      door,
      `/api/v1/vendors/${body.vendorId}/evidence`,
      { kind: 'other', title: 'Penetration test' },
      { name: 'Prüfung 2026 (final)=1.txt', content: given },
    );
    evidence = sent.body.id;
    const use = { kind: 'answer', subjectId: assessment, part: 'supply.pinned' };
    expect((await analyst.post(`/api/v1/evidence/${evidence}/uses`, use)).status).toBe(204);
    const gap = { title: 'No contract names us', severity: 'low', vendorId: body.vendorId };
    const raised = await analyst.post('/api/v1/findings', gap);
    if (raised.status !== 201) throw new Error(raised.text);
    full = await build(assay, analyst, url());
    files = await unpacked(await fetched(analyst, full));
  });
  afterAll(() => assay.close());

  it('is a signed bag of everything there is to say, and of nothing else', async () => {
    expect(full).toMatchObject({
      ...{ state: 'ready', lacking: [] },
      title: expect.stringMatching(/^Assessment of .+, submitted 23 Nov 2026$/),
    });
    const zip = await fetched(analyst, full);
    expect(full.sha256).toBe(sha256(zip));
    expect(zip.length).toBe(full.bytes);
    const evidencePath = [...files.keys()].find((path) => path.startsWith('data/evidence/'));
    expect(evidencePath).toMatch(/^data\/evidence\/[0-9a-f]{8}-prufung-2026-final-1\.txt$/);
    expect([...files.keys()].sort()).toEqual(
      [
        'VERIFY.md',
        'bag-info.txt',
        'bagit.txt',
        'data/answers.csv',
        'data/answers.json',
        'data/answers.xlsx',
        'data/assessment.cdx.json',
        'data/audits.json',
        'data/decision.json',
        evidencePath,
        'data/evidence-index.json',
        'data/findings.json',
        'data/journal.jsonl',
        'data/oscal-assessment-results.json',
        'data/report.pdf',
        'data/score.json',
        'data/withheld.json',
        'manifest-sha256.txt',
        'signer.pem',
        'tagmanifest-sha256.txt',
        'tagmanifest-sha256.txt.sig',
        'verify.mjs',
        'verify.sh',
      ].sort(),
    );
    expect(files.get(evidencePath ?? '')?.equals(given)).toBe(true);
    const verdict = await verified(files);
    expect(verdict.problems).toEqual([]);
    expect(verdict.fingerprint).toBe(assay.app.get(SigningKey).fingerprint);
    expect(verdict.entries).toBeGreaterThan(3);
    expect(verdict.checkpoint?.size).toBe(full.checkpointSize);
    const score = json<{ result: { residual: number }; input: object }>(files, 'data/score.json');
    expect(score.result.residual).toEqual(expect.any(Number));
    // Attached by us after it was submitted: the answer names it all the same, in each form.
    const { sections } = json<{
      sections: {
        questions: { key: string; evidenceIds: string[]; points?: { why: string } }[];
      }[];
    }>(files, 'data/answers.json');
    const shown = sections.flatMap(({ questions }) =>
      questions.filter((one) => one.evidenceIds[0]),
    );
    expect(shown).toMatchObject([{ key: 'supply.pinned', evidenceIds: [evidence] }]);
    const csv = files.get('data/answers.csv')?.toString() ?? '';
    expect(csv).toContain(`,${evidence},`);
    expect(csv).toContain(shown[0]?.points?.why ?? 'No why');
    // A decision looks at what is open about the vendor as a whole, too.
    expect(json(files, 'data/findings.json')).toContainEqual(
      expect.objectContaining({ title: 'No contract names us', engagement: null }),
    );
  });

  it('is verified by each of the two programs in it, and both refuse it once it was touched', async () => {
    const folder = await onDisk(files);
    const fingerprint = assay.app.get(SigningKey).fingerprint;
    const sh = () => run('sh', [join(folder, 'verify.sh')]);
    const node = () => run(process.execPath, [join(folder, 'verify.mjs')]);
    try {
      for (const program of [sh, node]) expect((await program()).stdout).toContain(fingerprint);
      writeFileSync(join(folder, 'data', 'more.txt'), 'more');
      for (const program of [sh, node]) await expect(program()).rejects.toMatchObject({ code: 1 });
      rmSync(join(folder, 'data', 'more.txt'));
      for (const path of [
        'data/score.json',
        'manifest-sha256.txt',
        'tagmanifest-sha256.txt.sig',
        'signer.pem',
      ]) {
        const content = files.get(path) ?? Buffer.alloc(0);
        const touched = Buffer.from(content);
        const at = Math.floor(touched.length / 2);
        touched[at] = (touched[at] ?? 0) ^ 1;
        writeFileSync(join(folder, path), touched);
        for (const program of [sh, node]) {
          await expect(program()).rejects.toMatchObject({ code: 1 });
        }
        writeFileSync(join(folder, path), content);
      }
      for (const program of [sh, node]) expect((await program()).stdout).toContain(fingerprint);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('shows 10,000 changes of a single byte anywhere in it, or an even part of them: all of those', async () => {
    const hashes = await build(assay, analyst, url(), { profile: 'hashes-only' });
    const bag = await unpacked(await fetched(analyst, hashes));
    expect((await verified(bag)).problems).toEqual([]);
    const places = [...bag].flatMap(([path, content]) => ({ path, content }));
    const changes = 10_000 / stride(8);
    let found = 0;
    let random = 7;
    const next = (below: number): number => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((random / 2_147_483_648) * below);
    };
    for (let change = 0; change < changes; change += 1) {
      // Every file in turn, so that the small ones are met as often as the large.
      const { path, content } = places[change % places.length] ?? {
        path: '',
        content: Buffer.alloc(1),
      };
      const touched = Buffer.from(content);
      const at = next(touched.length);
      touched[at] = (touched[at] ?? 0) ^ (1 + next(255));
      const { problems } = await verified(new Map(bag).set(path, touched));
      if (problems.length > 0) found += 1;
    }
    expect(found).toBe(changes);
  });

  it('is the same, byte by byte, where the same is put into it', async () => {
    const { body: reports } = await analyst.get<{ id: string }[]>('/api/v1/reports');
    const reportId = reports[0]?.id;
    const [one, two] = [
      await build(assay, analyst, url(), { reportId }),
      await build(assay, analyst, url(), { reportId }),
    ];
    const differ = async () => {
      const [first, second] = [
        await unpacked(await fetched(analyst, one)),
        await unpacked(await fetched(analyst, two)),
      ];
      return [...first.keys()].filter(
        (path) => !second.get(path)?.equals(first.get(path) ?? Buffer.alloc(0)),
      );
    };
    // The second speaks of a later journal, in which the first was asked for.
    expect((await differ()).sort()).toEqual([
      'bag-info.txt',
      'data/journal.jsonl',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha256.txt.sig',
    ]);
    await assay.database.transaction(async () => {
      await assay.database
        .sql`UPDATE dossier SET state = 'waiting', checkpoint_size = ${one.checkpointSize} WHERE id = ${two.id}`;
      await assay.database
        .sql`UPDATE job SET state = 'waiting' WHERE kind = 'dossier.requested' AND payload LIKE ${`%${two.id}%`}`;
    });
    await assay.settle();
    const again = await analyst.get<DossierBody>(`/api/v1/dossiers/${two.id}`);
    expect(again.body).toMatchObject({ state: 'ready', sha256: one.sha256 });
  });

  it('withholds what its profile says, and names all of it with its hash', async () => {
    const bare = await build(assay, analyst, url(), { profile: 'no-personal-data' });
    const bag = await unpacked(await fetched(analyst, bare));
    expect((await verified(bag)).problems).toEqual([]);
    const all = Buffer.concat([...bag.values()]).toString('latin1');
    expect(all).not.toContain('Test analyst');
    const { withheld } = json<{ withheld: { path: string; sha256: string }[] }>(
      bag,
      'data/withheld.json',
    );
    const report = withheld.find(({ path }) => path === 'report.pdf');
    expect(report?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(withheld.map(({ path }) => path.replace(/evidence\/.*/, 'evidence/'))).toEqual(
      expect.arrayContaining([
        'answers.json',
        'answers.csv',
        'report.pdf',
        'evidence/',
        'journal.jsonl',
      ]),
    );
    expect(bag.has('data/answers.json')).toBe(true);
    expect(bag.has('data/report.pdf')).toBe(false);
    for (const { path, sha256: hash } of withheld)
      expect([path, sha256(bag.get(`data/${path}`) ?? '')]).not.toEqual([path, hash]);
    const without = await build(assay, analyst, url(), { profile: 'no-evidence-files' });
    const lean = await unpacked(await fetched(analyst, without));
    expect([...lean.keys()].some((path) => path.startsWith('data/evidence/'))).toBe(false);
    expect(lean.has('data/report.pdf')).toBe(true);
  });

  it('says which file is missing or damaged, does not pretend, and leaves nothing half-made', async () => {
    const [row] = await assay.database.sql<{ blob: string }[]>`
      SELECT f.blob FROM evidence_file f JOIN evidence_revision r ON r.file_id = f.id WHERE r.evidence_id = ${evidence}`;
    const blob = row?.blob ?? '';
    const damage = async () => {
      const place = join(assay.app.get(Config).data, 'blobs', placeOf(blob));
      const content = await readFile(place);
      const at = content.length - 100;
      content[at] = (content[at] ?? 0) ^ 1;
      writeFileSync(place, content);
    };
    for (const harm of [damage, () => assay.app.get(Blobs).remove(blob)]) {
      await harm();
      const before = await blobNames(assay);
      const dossier = await build(assay, analyst, url());
      expect(dossier.state).toBe('ready');
      expect(dossier.lacking).toEqual([
        {
          path: expect.stringMatching(/^evidence\//),
          why: 'the stored file is missing or damaged',
        },
      ]);
      // The report that was printed for it, and itself.
      expect((await blobNames(assay)).length - before.length).toBe(2);
      const bag = await unpacked(await fetched(analyst, dossier));
      expect((await verified(bag)).problems).toEqual([]);
      expect(json(bag, 'data/withheld.json')).toMatchObject({
        withheld: [
          {
            path: dossier.lacking[0]?.path,
            sha256: sha256(given),
            why: 'the stored file is missing or damaged',
          },
        ],
      });
    }
  });

  it('is fetched by those who may, noted in the journal each time, and removed in time', async () => {
    const viewer = await assay.api('viewer');
    expect((await viewer.post(url(), {})).status).toBe(403);
    expect((await viewer.get(`/api/v1/dossiers/${full.id}/zip`)).status).toBe(200);
    const { body: entries } = await analyst.get<{ action: string; actor: { id: string } }[]>(
      `/api/v1/journal?subjectId=${full.id}`,
    );
    expect(entries[0]).toMatchObject({
      action: 'dossier.downloaded',
      actor: { name: 'Test viewer (test)' },
    });
    assay.clock.advance(31 * 24 * 3_600_000);
    const isOver = await viewer.get<DossierBody>(`/api/v1/dossiers/${full.id}`);
    expect(isOver.body.state).toBe('expired');
    expect((await viewer.get(`/api/v1/dossiers/${full.id}/zip`)).status).toBe(410);
    const { Dossiers } = await import('../../src/dossiers/index.js');
    await assay.app.get(Dossiers).removeOld();
    expect((await viewer.get(`/api/v1/dossiers/${full.id}/zip`)).status).toBe(410);
    const { body } = await viewer.get<DossierBody>(`/api/v1/dossiers/${full.id}`);
    expect(body).toMatchObject({ state: 'expired', sha256: full.sha256 });
  });

  it('refuses what is not there, not answered, or of another', async () => {
    expect((await analyst.post(`/api/v1/assessments/${evidence}/dossiers`, {})).status).toBe(404);
    const foreign = await analyst.post<{ fields: object }>(url(), { reportId: evidence });
    expect([foreign.status, Object.keys(foreign.body.fields)]).toEqual([422, ['reportId']]);
    expect((await analyst.post(url(), { profile: 'some' })).status).toBe(422);
    const unchosen = await analyst.post<{ id: string }>(url(), { profile: null });
    expect(unchosen.status).toBe(201);
    const { body } = await analyst.get<{ profile: string }>(`/api/v1/dossiers/${unchosen.body.id}`);
    expect(body.profile).toBe('full');
    await assay.settle();
  });
});
