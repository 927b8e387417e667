import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Checkpoints,
  isConsistent,
  isIncluded,
  isSignedBy,
  Journal,
  JournalQueries,
  JournalSlices,
  JournalTree,
  rawKey,
  readCheckpointText,
  readNote,
  verifyJournal,
  type ProvenEntry,
} from '../../src/journal/index.js';
import { leafOf } from '../../src/journal/tree/journal-tree.js';
import { system } from '../../src/platform/actor.js';
import { Config } from '../../src/platform/config/index.js';
import { keysIn } from '../../src/platform/keys/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';

interface Signed {
  size: number;
  root: string;
  fingerprint: string;
  reason: string;
  note: string;
}

describe('signed checkpoints', () => {
  let assay: TestAssay;
  let admin: Visitor;

  beforeAll(async () => {
    assay = await startAssay();
    admin = await assay.api('administrator');
  });
  afterAll(() => assay.close());

  const note = (count: number) =>
    assay.database.transaction(async () => {
      const journal = assay.app.get(Journal);
      for (let at = 0; at < count; at += 1) {
        journal.record(system, 'thing.noted', { kind: 'thing', id: `${at}` }, null, { at });
      }
    });

  it('[ASVS 16.4.2] are signed on request, and verify with the public key alone', async () => {
    const { status, body } = await admin.post<Signed>('/api/v1/journal/checkpoints', {});
    expect(status).toBe(201);
    const { body: keys } =
      await admin.get<{ fingerprint: string; publicKey: string }[]>('/api/v1/signing-keys');
    expect(keys).toHaveLength(1);
    const [key] = keys;
    const der = createPublicKey(key?.publicKey ?? '').export({ format: 'der', type: 'spki' });
    expect(key?.fingerprint).toBe(createHash('sha256').update(der).digest('hex'));
    expect(body.fingerprint).toBe(key?.fingerprint);
    const read = readNote(body.note);
    expect(isSignedBy(read, rawKey(key?.publicKey ?? ''))).toBe(true);
    const said = readCheckpointText(read.text);
    expect({ size: said.size, root: said.root.toString('hex') }).toEqual({
      size: body.size,
      root: body.root,
    });
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
  });

  it('are the same as long as nothing happens, whoever asks, all at once', async () => {
    const checkpoints = assay.app.get(Checkpoints);
    await note(1);
    const signed = await Promise.all([1, 2, 3].map(() => checkpoints.sign('day')));
    expect(new Set(signed.map((one) => one.note)).size).toBe(1);
    const { body } = await admin.get<Signed[]>('/api/v1/journal/checkpoints');
    expect(body[0]).toMatchObject({ size: signed[0]?.size, reason: 'day' });
  });

  it('are proven by a tree of which most is kept, across every border of what is kept', async () => {
    const [checkpoints, tree] = [assay.app.get(Checkpoints), assay.app.get(JournalTree)];
    const before = await checkpoints.sign('day');
    await note(700);
    const later = await checkpoints.sign('day');
    const tiles = await assay.database.sql<{ level: number; position: number }[]>`
      SELECT level, position FROM journal_tile ORDER BY level, position`;
    expect(tiles).toHaveLength(Math.floor(later.size / 256));
    const head = (one: typeof later) => ({ size: one.size, root: Buffer.from(one.root, 'hex') });
    const proof = await tree.consistency(before.size, later.size);
    expect(isConsistent(head(before), head(later), proof)).toBe(true);
    const entries = await assay.database.sql<{ seq: number; hash: string }[]>`
      SELECT seq, hash FROM journal_entry WHERE seq IN (1, 256, 257, 512, 513, ${later.size})`;
    const pathOf = tree.paths(later.size);
    for (const { seq, hash } of entries) {
      const path = await tree.inclusion(seq, later.size);
      expect(await pathOf(Number(seq))).toEqual(path.map((one) => one.toString('base64')));
      expect(isIncluded({ ...head(later), index: seq - 1 }, leafOf(hash), path)).toBe(true);
    }
    const { problems, root, checkpoints: met } = await verifyJournal(assay.database);
    expect(problems).toEqual([]);
    expect(root).toBe(later.root);
    expect(met).toBeGreaterThanOrEqual(3);
  });

  it('are read by page and file, and signed by those who may', async () => {
    const [analyst, browser] = [await assay.api('analyst'), await assay.browser('administrator')];
    expect((await analyst.post('/api/v1/journal/checkpoints', {})).status).toBe(403);
    const { body: latest } = await admin.post<Signed>('/api/v1/journal/checkpoints', {});
    const page = await browser.get('/journal/checkpoints');
    expect(page.text).toContain(latest.root);
    expect(page.text).toContain(latest.fingerprint);
    const file = await browser.get(`/journal/checkpoints/${latest.size}/note.txt`);
    expect(file.text).toBe(latest.note);
    for (const size of ['0', '999999999', '9'.repeat(30), 'x', '-1']) {
      expect((await admin.get(`/api/v1/journal/checkpoints/${size}`)).status).toBe(404);
    }
    expect((await browser.post('/journal/checkpoints', {})).status).toBe(303);
  });

  it('are kept beside the keys too; where the journal does not hold that one, somebody accepts it, once', async () => {
    const beside = join(keysIn(assay.app.get(Config).data), 'checkpoint.txt');
    const [path, acceptance] = ['/api/v1/journal/kept-checkpoint', 'acceptance'];
    const read = () => admin.get<{ state: string; size: number; says: string }>(path);
    const accept = (by: Visitor, tag: string, reason = 'Restored from the backup of Tuesday.') =>
      by.post<Signed>(`${path}/${acceptance}`, { reason }, { 'if-match': tag });
    await note(1);
    await admin.post('/api/v1/journal/checkpoints', {});
    const held = await read();
    expect(held.body).toMatchObject({ state: 'held', says: expect.any(String) });
    const tag = held.headers['etag'] ?? '';
    expect(tag).toBe(`"${held.body.size}"`);
    expect((await accept(admin, tag)).status).toBe(409);
    writeFileSync(beside, readFileSync(beside, 'utf8').replace(/\n\d+\n/, '\n999999\n'));
    const analyst = await assay.api('analyst');
    expect((await analyst.get(path)).body).toMatchObject({ state: 'older', size: 999_999 });
    expect((await accept(analyst, '"999999"')).status).toBe(403);
    expect((await accept(admin, tag)).status).toBe(412);
    expect((await accept(admin, '"999999"', ' ')).status).toBe(422);
    expect((await admin.post(`${path}/${acceptance}`, { reason: 'x' })).status).toBe(428);
    const both = await Promise.all([1, 2].map(() => accept(admin, '"999999"')));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = both.find(({ status }) => status === 201) ?? {};
    expect(readFileSync(beside, 'utf8')).toBe(body?.note);
    expect((await read()).body).toMatchObject({ state: 'held', size: body?.size });
    const { items } = await assay.app.get(JournalQueries).page({ action: 'journal.accepted' });
    expect(items).toEqual([
      expect.objectContaining({
        actor: expect.objectContaining({ kind: 'token' }),
        before: { kept: 999_999 },
        after: expect.objectContaining({ reason: 'Restored from the backup of Tuesday.' }),
      }),
    ]);
    // Whoever is handed any of the journal is told.
    const never = { from: '2001-01-01', to: '2001-01-02' };
    const proven: ProvenEntry[] = [];
    const slices = assay.app.get(JournalSlices);
    for await (const one of slices.proven({ subjectIds: [] }, body?.size ?? 0, never)) {
      proven.push(one);
    }
    expect(proven.map(({ action }) => action)).toEqual(['journal.accepted']);
    const [{ seq, hash, path: way } = proven[0] as ProvenEntry] = proven;
    const head = { size: body?.size ?? 0, root: Buffer.from(body?.root ?? '', 'hex') };
    const upwards = way.map((one) => Buffer.from(one, 'base64'));
    expect(isIncluded({ ...head, index: seq - 1 }, leafOf(hash), upwards)).toBe(true);
  });

  it('[ASVS 13.3.1] are signed with a key that nobody but its owner reads, outside the database', async () => {
    const file = join(keysIn(assay.app.get(Config).data), 'signing.pem');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it.each([
    'UPDATE journal_checkpoint SET reason = reason',
    'DELETE FROM journal_checkpoint',
    'UPDATE signing_key SET public_key = public_key',
    'DELETE FROM signing_key',
    'UPDATE journal_tile SET hash = hash',
    'DELETE FROM journal_tile',
    'UPDATE journal_detail SET content = content',
    'DELETE FROM journal_detail',
    'UPDATE journal_head SET size = size - 1',
    'DELETE FROM journal_head',
    'DELETE FROM journal_erasure',
  ])('[ASVS 16.4.2] the database itself refuses: %s', async (statement) => {
    const parts = Object.assign([statement], { raw: [statement] });
    await assay.database.transaction(
      () => assay.database.sql`
        INSERT INTO journal_erasure (seq, reason, at) SELECT 1, 'test', '2026-11-23T09:00:00.000Z' WHERE NOT EXISTS (SELECT 1 FROM journal_erasure)`,
    );
    const refused = assay.database.transaction(() => assay.database.sql(parts));
    await expect(refused).rejects.toThrow(/append-only|never|stays|says why/);
    expect((await verifyJournal(assay.database)).problems).toEqual([]);
  });

  it('lets a detail go once it is said why, and the chain stays whole', async () => {
    const { database } = assay;
    await database.transaction(async () => {
      await database.sql`INSERT INTO journal_erasure (seq, reason, at) VALUES (2, 'retention', '2026-11-23T09:00:00.000Z')`;
      await database.sql`DELETE FROM journal_detail WHERE seq = 2`;
    });
    expect((await verifyJournal(database)).problems).toEqual([]);
  });
});
