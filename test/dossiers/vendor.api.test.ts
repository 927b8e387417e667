import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { posix } from 'node:path';
import { newId } from '../../src/platform/ids.js';
import { prepare, submitted } from '../assessments/trip.js';
import { letter, recordAudit } from '../audits/examples.js';
import { blobNames, sendForm, textOf } from '../evidence/files.js';
import { openIncident } from '../incidents/examples.js';
import { offboardingAt } from '../offboarding/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { partsOf } from '../support/workbook.js';
import { contactFacts } from '../vendors/examples.js';
import { build, builtAgain, fetched, json, unpacked, verified } from './examples.js';

const said = `Ask ${contactFacts.name} (${contactFacts.email}) of it.`;
const year = { from: '2026-01-01', to: '2026-12-31' };

const actionsIn = (files: Map<string, Buffer>): string[] => {
  const [, ...entries] = (files.get('data/journal.jsonl')?.toString() ?? '').trim().split('\n');
  return entries.map((line) => (JSON.parse(line) as { action: string }).action);
};

describe('the dossier of a vendor over a period', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let vendor: string;
  let assessment: string;
  let wholeReport: string;
  const url = () => `/api/v1/vendors/${vendor}/dossiers`;
  const built = async (facts: object, at = url()) => {
    const dossier = await build(assay, analyst, at, facts);
    expect(dossier.state).toBe('ready');
    const files = await unpacked(await fetched(analyst, dossier));
    expect((await verified(files)).problems).toEqual([]);
    return files;
  };

  beforeAll(async () => {
    assay = await startAssay();
    analyst = await assay.api('analyst');
    const ids = await prepare(assay, analyst);
    vendor = ids.vendorId;
    const row = {
      where: 'Lisbon',
      purpose: said,
      retentionDays: 30,
      encryptedAtRest: 'yes',
    } as const;
    assessment = await submitted(assay, analyst, ids, {
      'supply.pinned': 'no',
      'data.stores': [
        { what: said, ...row, encryptionHow: said, trainedOn: 'no', deletedHow: said },
      ],
    });
    const audit = await recordAudit(analyst, { scope: said }, vendor);
    const other = { kind: 'other', title: 'As Zelda Quimby and Wilma Vendrell say' };
    await recordAudit(analyst, other, vendor);
    const letters = `/api/v1/audits/${audit}/bridge-letters`;
    const signed = await analyst.post(letters, { ...letter, signedBy: 'Zelda Quimby' });
    expect([signed.status, signed.text]).toEqual([201, signed.text]);
    const witness = { name: 'Wilma Vendrell, auditor', email: 'wv@audit.example', rhythm: 'each' };
    const auditors = await assay.api();
    expect((await auditors.post('/api/v1/witnesses', witness)).status).toBe(201);
    const hold = { subjectKind: 'vendor', subjectId: vendor, reason: said };
    expect((await auditors.post('/api/v1/legal-holds', hold)).status).toBe(201);
    const { body: given } = await sendForm(
      { assay, headers: analyst.headers },
      `/api/v1/vendors/${vendor}/evidence`,
      { kind: 'other', title: said, scope: said },
      { name: 'Penetration test of Rui Okafor.txt', content: textOf(1_000) },
    );
    const use = { kind: 'answer', subjectId: assessment, part: 'supply.pinned' };
    expect((await analyst.post(`/api/v1/evidence/${given.id}/uses`, use)).status).toBe(204);
    const condition = { text: said, severity: 'high', dueOn: '2027-01-31' };
    const decision = {
      ...{ outcome: 'approved_with_conditions', reason: said, exceptionReason: said },
      conditions: [condition],
    };
    const approver = await assay.api('approver');
    const decided = await approver.post(`/api/v1/assessments/${assessment}/decision`, decision);
    expect([decided.status, decided.text]).toEqual([201, decided.text]);
    wholeReport = (await analyst.post<{ id: string }>('/api/v1/portfolio/reports', {})).body.id;
    const raised = {
      vendorId: vendor,
      engagementId: ids.engagementId,
      title: said,
      severity: 'high',
    };
    expect((await analyst.post('/api/v1/findings', raised)).status).toBe(201);
    const { body: left } = await analyst.post<{ id: string }>(
      `/api/v1/vendors/${vendor}/offboarding`,
      {},
    );
    const why = { outcome: 'not_needed', reason: said };
    expect((await offboardingAt(analyst, left.id).say('certificate', why)).status).toBe(204);
  });
  afterAll(() => assay.close());

  it('holds what belongs to the period, and a folder for each assessment in it', async () => {
    const files = await built(year);
    expect(json(files, 'data/vendor.json')).toMatchObject({
      contacts: [{ name: 'Rui Okafor' }],
      ratings: [{ points: [{}] }],
    });
    for (const name of ['answers.json', 'score.json', 'evidence-index.json'])
      expect(files.has(`data/assessments/${assessment}/${name}`)).toBe(true);
    for (const name of ['assessment.cdx.json', 'oscal-assessment-results.json']) {
      const folder = `data/assessments/${assessment}`;
      const text = files.get(`${folder}/${name}`)?.toString() ?? '';
      const named = [...text.matchAll(/"(?:url|href)": "([^"#:]+)"/g)].map(([, path = '']) =>
        posix.join(folder, path),
      );
      expect(named.filter((path) => path.startsWith('data/evidence/'))).not.toEqual([]);
      expect(named.filter((path) => !files.has(path))).toEqual([]);
    }
    for (const name of ['audits', 'findings', 'tools', 'incidents', 'obligations', 'offboardings'])
      expect(files.has(`data/${name}.json`)).toBe(true);
    expect([...files.keys()].some((path) => path.startsWith('data/evidence/'))).toBe(true);
    expect(files.get('VERIFY.md')?.toString()).toContain('`data/assessments/`');
    const actions = actionsIn(files);
    for (const told of ['contact.added', 'invitation.issued', 'hold.placed', 'audit.recorded'])
      expect(actions).toContain(told);
    const before = await built({ from: '2025-01-01', to: '2025-12-31' });
    expect([...before.keys()].some((path) => /assessments|evidence\//.test(path))).toBe(false);
    expect(before.get('data/journal.jsonl')?.toString().trim().split('\n')).toHaveLength(1);
  });

  it('is the same, byte by byte, where building it takes hours, and so is that of all vendors', async () => {
    for (const [at, facts] of [
      [url(), year],
      ['/api/v1/portfolio/dossiers', { ...year, reportId: wholeReport }],
    ] as const) {
      const first = await build(assay, analyst, at, facts);
      const again = await builtAgain(assay, analyst, first, 3);
      expect([at, again.state, again.sha256]).toEqual([at, 'ready', first.sha256]);
    }
  });

  describe('where people are not to be named', () => {
    const bytesOf = async (files: Map<string, Buffer>) => {
      const told = new Map(files);
      for (const [path, content] of files) {
        if (!path.endsWith('.xlsx')) continue;
        for (const [name, text] of await partsOf(content)) told.set(path + name, Buffer.from(text));
      }
      return told;
    };
    const known = async () => {
      const people = await assay.database.sql<{ name: string; email: string }[]>`
        SELECT name, email FROM app_user UNION SELECT name, email FROM contact
        UNION SELECT name, email FROM invitation UNION SELECT to_name, to_email FROM letter`;
      expect(people.length).toBeGreaterThan(1);
      return [
        ...people.flatMap(({ name, email }) => [name, name.replaceAll(' ', '-'), email]),
        ...['Zelda Quimby', 'Wilma Vendrell'],
      ];
    };

    it('none of those known here stands in it, wherever somebody may have written of them', async () => {
      const whole = await bytesOf(await built(year));
      const bare = await built({ ...year, profile: 'no-personal-data' });
      const all = await built(
        { ...year, profile: 'no-personal-data', reportId: wholeReport },
        '/api/v1/portfolio/dossiers',
      );
      const hidden = [...(await bytesOf(bare)), ...(await bytesOf(all))];
      const text = (content: Buffer) => content.toString('utf8');
      for (const planted of await known()) {
        const found = hidden.filter(([path, content]) =>
          `${path} ${text(content)}`.includes(planted),
        );
        expect([planted, found.map(([path]) => path)]).toEqual([planted, []]);
      }
      for (const path of ['answers.json', 'answers.csv', 'answers.xlsxxl/sharedStrings.xml'])
        expect(
          text(whole.get(`data/assessments/${assessment}/${path}`) ?? Buffer.alloc(0)),
        ).toContain(contactFacts.name);
      expect(json(bare, 'data/vendor.json')).toMatchObject({ contacts: 1 });
      expect(json(bare, 'data/offboardings.json')).toMatchObject([{ steps: [{}, {}, {}, {}] }]);
      const { withheld } = json<{ withheld: { path: string; sha256: string; why: string }[] }>(
        bare,
        'data/withheld.json',
      );
      const why = new Map(withheld.map((hole) => [hole.path, hole.why]));
      for (const path of [
        'vendor.json',
        'offboardings.json',
        `assessments/${assessment}/score.json`,
      ])
        expect([path, why.get(path)]).toEqual([path, 'it holds personal data']);
      const [file] = [...why.keys()].filter((path) => path.startsWith('evidence/'));
      expect(file).toMatch(/^evidence\/[0-9a-f]{8}-file\.txt$/);
      const index = json<{ title: string; revisions: { path: string }[] }[]>(
        bare,
        'data/evidence-index.json',
      );
      expect(index).toMatchObject([{ title: 'Something else', revisions: [{ path: file }] }]);
    });
  });

  it('refuses what is no period, and a vendor that is not there', async () => {
    for (const to of ['2025-12-31', '2036-01-01'])
      expect((await analyst.post(url(), { from: year.from, to })).status).toBe(422);
    expect((await analyst.post(`/api/v1/vendors/${assessment}/dossiers`, year)).status).toBe(404);
    expect((await (await assay.api('viewer')).post(url(), year)).status).toBe(403);
  });

  it('tells all incidents in which the vendor stands somewhere, however many', async () => {
    const incident = await openIncident(assay, analyst);
    const { database } = assay;
    const copies = async (
      table: string,
      row: object | undefined,
      changes: (n: number) => object,
    ) => {
      const rows = Array.from({ length: 230 }, (_, n) => ({ ...row, ...changes(n) }));
      const columns = Object.keys(rows[0] ?? {});
      await database.insertRows(
        table,
        columns,
        rows.map((one) => Object.values<unknown>(one)),
      );
    };
    const ids = Array.from({ length: 230 }, () => newId());
    const [known] = await database.sql<object[]>`SELECT * FROM incident WHERE id = ${incident}`;
    const [stands] = await database.sql<object[]>`
      SELECT * FROM exposure WHERE incident_id = ${incident} AND vendor_id = ${vendor}`;
    await database.transaction(async () => {
      await copies('incident', known, (n) => ({ id: ids[n], number: n + 2 }));
      await copies('exposure', stands, (n) => ({ incident_id: ids[n] }));
    });
    const files = await built(year);
    const told = json<{ reference: string }[]>(files, 'data/incidents.json');
    expect(told.map(({ reference }) => reference)).toEqual(
      Array.from({ length: 231 }, (_, n) => `I-${n + 1}`),
    );
    const asked = { ...year, reportId: wholeReport };
    const all = await built(asked, '/api/v1/portfolio/dossiers');
    expect(json<object[]>(all, 'data/incidents.json')).toHaveLength(231);
  });

  it('is built twice at once where it is asked for twice at once, each whole', async () => {
    const before = await blobNames(assay);
    const asked = { ...year, reportId: wholeReport };
    const all = '/api/v1/portfolio/dossiers';
    const made = await Promise.all([
      ...[url(), url()].map((path) => build(assay, analyst, path, year)),
      ...[all, all].map((path) => build(assay, analyst, path, asked)),
    ]);
    expect(made.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready']);
    for (const dossier of made)
      expect((await verified(await unpacked(await fetched(analyst, dossier)))).problems).toEqual(
        [],
      );
    // Themselves alone: no draft and no half of one.
    expect((await blobNames(assay)).length - before.length).toBe(4);
  });

  it('is ordered on the page of a vendor or of the portfolio, for this year unless told', async () => {
    const browser = await assay.browser('analyst');
    for (const page of [`/vendors/${vendor}`, '/portfolio']) {
      const { text } = await browser.get(page);
      expect(text).toContain(`action="${page}/dossiers"`);
      expect(text).toMatch(/name="from" type="date" value="2026-01-01"/);
      const form = { from: '2026-12-31', to: '2026-01-01', profile: 'hashes-only' };
      const again = await browser.post(`${page}/dossiers`, form);
      expect([again.status, again.text]).toEqual([
        422,
        expect.stringContaining('is before the first day'),
      ]);
      expect(again.text).toContain('value="2026-12-31"');
      expect(again.text).toMatch(/value="hashes-only" selected/);
      const sent = await browser.post(`${page}/dossiers`, {
        ...form,
        from: form.to,
        to: form.from,
      });
      expect(sent.status).toBe(303);
      const seen = await browser.get(String(sent.headers.location));
      expect(seen.text).toContain('1 Jan 2026 to 31 Dec 2026');
      expect(seen.text).toContain('Hashes only');
    }
    expect((await (await assay.browser('viewer')).get('/portfolio')).text).not.toContain(
      '/portfolio/dossiers',
    );
    await assay.settle();
  });

  describe('that of all vendors', () => {
    const all = '/api/v1/portfolio/dossiers';

    it('holds where each stands, and of the period what was scored, found and shown', async () => {
      const files = await built(year, all);
      const data = [...files.keys()].filter((path) => path.startsWith('data/'));
      expect(data.map((path) => path.replace(/(?<=evidence\/).*/, '')).sort()).toEqual([
        'data/audits.json',
        'data/decisions.json',
        'data/evidence-index.json',
        'data/evidence/',
        'data/findings.json',
        'data/incidents.json',
        'data/journal.jsonl',
        'data/obligations.json',
        'data/offboardings.json',
        'data/report.pdf',
        'data/scores.json',
        'data/vendors.json',
        'data/withheld.json',
      ]);
      expect(json(files, 'data/vendors.json')).toMatchObject([
        { id: vendor, decisions: [{ outcome: 'approved_with_conditions' }] },
      ]);
      expect(json(files, 'data/decisions.json')).toMatchObject([
        {
          assessmentId: assessment,
          decider: 'Test approver (test)',
          conditions: [{ number: 1, text: said }],
        },
      ]);
      expect(json<object[]>(files, 'data/scores.json')[0]).toMatchObject({
        ...{ assessmentId: assessment, vendorId: vendor },
        residual: expect.any(Number),
      });
      expect(json(files, 'data/evidence-index.json')).toMatchObject([{ vendorId: vendor }]);
      const actions = actionsIn(files);
      for (const told of ['vendor.created', 'assessment.scored', 'dossier.requested'])
        expect(actions).toContain(told);
      expect(actions).not.toContain('contact.added');
      const told = files.get('VERIFY.md')?.toString() ?? '';
      for (const path of data) expect(told).toContain(path.replace(/(?<=evidence\/).*/, ''));
      const earlier = { from: '2025-01-01', to: '2025-12-31', reportId: wholeReport };
      const before = await built(earlier, all);
      for (const name of ['scores', 'findings', 'evidence-index', 'decisions'])
        expect(json(before, `data/${name}.json`)).toEqual([]);
    });

    it('takes a report of all vendors only, and is asked for by those who may', async () => {
      const made = await analyst.post<{ id: string }>('/api/v1/portfolio/reports', { tier: 1 });
      const refused = await analyst.post<{ fields: object }>(all, {
        ...year,
        reportId: made.body.id,
      });
      expect([refused.status, refused.body.fields]).toEqual([
        422,
        { reportId: 'is not a report of the whole portfolio' },
      ]);
      const files = await built({ ...year, profile: 'hashes-only', reportId: wholeReport }, all);
      expect([...files.keys()].filter((path) => path.startsWith('data/')).sort()).toEqual([
        'data/evidence-index.json',
        'data/journal.jsonl',
        'data/withheld.json',
      ]);
      expect((await analyst.post(all, { from: year.to, to: year.from })).status).toBe(422);
      expect((await (await assay.api('viewer')).post(all, year)).status).toBe(403);
    });
  });
});
