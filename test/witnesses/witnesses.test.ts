import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook as Signer } from 'standardwebhooks';
import { readKeptFile } from '../../src/cli/verify-journal.js';
import { isSignedBy, rawKey } from '../../src/journal/index.js';
import { Tellings } from '../../src/witnesses/index.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';
import { carried } from '../webhooks/desk.js';
import { Receiver, status } from '../webhooks/receiver.js';

interface Told {
  id: string;
  size: number;
  state: string;
  problem?: string;
  arrivedAt?: string;
  messageId?: string;
}

const ines = { name: 'Ines Duarte', email: 'ines@auditors.example', rhythm: 'each' };

describe('witnesses of the journal', () => {
  let assay: TestAssay;
  let receiver: Receiver;
  let admin: Visitor;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'witness-'));
    receiver = await Receiver.start();
    assay = await startAssay({ ASSAY_OUTBOUND_HOSTS: receiver.allowed });
    admin = await assay.api();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await assay.close();
    await receiver.stop();
  });

  const sign = async (): Promise<number> => {
    await addVendor(admin);
    return (await admin.post<{ size: number }>('/api/v1/journal/checkpoints', {})).body.size;
  };
  const round = () => assay.app.get(Tellings).tellAll();
  const toldTo = async (id: string): Promise<Told[]> =>
    (await admin.get<Told[]>(`/api/v1/witnesses/${id}/tellings`)).body;
  const sizesOf = async (id: string) => (await toldTo(id)).map(({ size }) => size);
  const versionIn = (text: string): string => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';

  /** What was kept in a file verifies with the public keys that the journal tells. */
  const isGood = async (kept: string): Promise<number> => {
    const file = join(folder, 'kept');
    writeFileSync(file, kept);
    const { note, size } = readKeptFile(file);
    const { body } = await admin.get<{ publicKey: string }[]>('/api/v1/signing-keys');
    expect(body.some(({ publicKey }) => isSignedBy(note, rawKey(publicKey)))).toBe(true);
    return size;
  };

  it('say at first why one wants one, and to those who may not add one that there is none', async () => {
    const person = await assay.browser();
    const { text } = await person.get('/journal/checkpoints');
    expect(text).toContain('Nobody keeps them yet');
    expect(text).toContain('href="/webhooks/new?kind=checkpoint.signed"');
    const viewer = await (await assay.browser('viewer')).get('/journal/checkpoints');
    expect(viewer.text).toContain('Nobody outside gets checkpoints yet');
    expect(viewer.text).not.toContain('/journal/witnesses/new');
    const form = await person.get('/webhooks/new?kind=checkpoint.signed');
    expect(form.text).toMatch(/value="checkpoint.signed"[^>]* checked/);
  });

  it('get the newest checkpoint by mail at once, then each once, however many look', async () => {
    const first = await sign();
    const { body, status: code } = await admin.post<{ id: string }>('/api/v1/witnesses', ines);
    expect(code).toBe(201);
    const [letter] = (await admin.get<{ id: string; to: object }[]>('/api/v1/letters')).body;
    expect(letter?.to).toEqual({ name: ines.name, email: ines.email });
    const { body: read } = await admin.get<{ text: string }>(`/api/v1/letters/${letter?.id}`);
    expect(read.text).toContain('journal verify --against FILE');
    expect(await isGood(read.text)).toBe(first);
    expect(await isGood(read.text.replaceAll('\n', '\r\n'))).toBe(first);

    const later = [await sign(), await sign()];
    await Promise.all([round(), round(), round()]);
    await round();
    expect(await sizesOf(body.id)).toEqual([...later.reverse(), first]);
    const told = await toldTo(body.id);
    expect(told[0]).toMatchObject({ state: 'kept', messageId: expect.any(String) });
    const twice = await admin.post('/api/v1/witnesses', ines);
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('already')]);
  });

  it('get one once a day where they chose so, and nothing while they are paused', async () => {
    const facts = { name: 'Archive', email: 'archive@else.example', rhythm: 'daily' };
    const { body } = await admin.post<{ id: string }>('/api/v1/witnesses', facts);
    const [first] = await sizesOf(body.id);
    await sign();
    await round();
    expect(await sizesOf(body.id)).toEqual([first]);
    assay.clock.advanceDays(1);
    await round();
    expect(await sizesOf(body.id)).toHaveLength(2);
    const path = `/api/v1/witnesses/${body.id}`;
    const paused = await admin.put(path, { ...facts, paused: true }, { 'if-match': '"1"' });
    expect(paused.status).toBe(204);
    assay.clock.advanceDays(1);
    await sign();
    await round();
    expect(await sizesOf(body.id)).toHaveLength(2);
    expect((await admin.post(`${path}/tellings`)).status).toBe(409);
    const stale = await admin.put(path, { ...facts, paused: false }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    await admin.put(path, { ...facts, paused: false }, { 'if-match': '"2"' });
    expect(await sizesOf(body.id)).toHaveLength(3);
    const journal = await admin.get<{ after: object }[]>(
      `/api/v1/journal?action=witness.changed&subjectId=${body.id}`,
    );
    expect(journal.body.map(({ after }) => after)).toEqual([{ paused: false }, { paused: true }]);
  });

  it('are webhooks too: signed as webhooks are, with the note itself in the message', async () => {
    receiver.answer = status(503);
    const hook = { name: 'Notary', url: receiver.url, kinds: ['checkpoint.signed'] };
    const { body: made } = await admin.post<{ id: string; secret: string }>(
      '/api/v1/webhooks',
      hook,
    );
    await round();
    await carried(assay);
    const [waiting] = await toldTo(made.id);
    expect(waiting).toMatchObject({ state: 'waiting', problem: expect.stringMatching(/503/) });
    const list =
      await admin.get<{ id: string; way: string; address: string }[]>('/api/v1/witnesses');
    expect(list.body.find(({ id }) => id === made.id)).toMatchObject({
      ...{ way: 'webhook', address: receiver.allowed },
    });
    expect(list.text).not.toContain('path-secret');

    receiver.answer = status(204);
    receiver.received.length = 0;
    const again = await admin.post<{ id: string }>(`/api/v1/witnesses/${made.id}/tellings`);
    expect(again.status).toBe(201);
    await carried(assay);
    const [got] = receiver.received;
    const { 'webhook-id': messageId = '', 'webhook-signature': signature } = got?.headers ?? {};
    const signer = new Signer(made.secret);
    expect(signature).toBe(signer.sign(messageId, assay.clock.now(), got?.body ?? ''));
    expect(JSON.parse(got?.body ?? '')).toMatchObject({
      type: 'checkpoint.signed',
      data: { use: expect.stringContaining('journal verify --against FILE') },
    });
    const [told] = await toldTo(made.id);
    expect(told).toMatchObject({ id: again.body.id, state: 'arrived' });
    expect(await isGood(got?.body ?? '')).toBe(told?.size);
    await assay.app.get(Tellings).keepArrivals();
    await assay.database.transaction(async () => {
      await assay.database.sql`DELETE FROM webhook_attempt WHERE delivery_id = ${told?.messageId}`;
      await assay.database.sql`DELETE FROM webhook_delivery WHERE id = ${told?.messageId}`;
    });
    const [kept] = await toldTo(made.id);
    expect(kept).toMatchObject({ state: 'arrived', arrivedAt: told?.arrivedAt });
    expect(kept?.messageId).toBeUndefined();
    const page = await (await assay.browser()).get(`/journal/witnesses/${made.id}`);
    expect(page.text).toContain('Arrived');
    expect(page.text).toContain(`href="/webhooks/${made.id}/removal"`);
  });

  it('are added, sent to now, changed and removed on pages', async () => {
    // Days went by: the session of before is over.
    const person = await assay.browser();
    const typed = { ...ines, name: 'Rui', email: 'no address' };
    const wrong = await person.post('/journal/witnesses', typed);
    expect([wrong.status, wrong.text]).toEqual([
      422,
      expect.stringContaining('value="no address"'),
    ]);
    const added = await person.post('/journal/witnesses', { ...typed, email: 'rui@else.example' });
    expect(added.status).toBe(303);
    const here = added.headers['location'] ?? '';
    expect((await person.get(here)).text).toContain('Kept in the Outbox');
    expect((await person.post(`${here}/tellings`)).status).toBe(303);
    expect((await person.get('/journal/checkpoints')).text).toContain('rui@else.example');

    const form = await person.get(`${here}/edit`);
    const facts = { ...typed, email: 'rui@else.example', paused: 'on' };
    const version = versionIn(form.text);
    expect((await person.post(here, { ...facts, version })).status).toBe(303);
    expect((await person.get(here)).text).toContain('Paused since');
    expect((await person.post(here, { ...facts, version })).text).toContain(
      'Somebody else changed',
    );

    const ask = await person.get(`${here}/removal`);
    const last = { version: versionIn(ask.text), confirmation: 'rui' };
    expect((await person.post(`${here}/removal`, last)).status).toBe(422);
    const gone = await person.post(`${here}/removal`, { ...last, confirmation: 'Rui' });
    expect(gone.headers['location']).toBe('/journal/checkpoints');
    expect((await person.get(here)).status).toBe(404);
    const rows = await assay.database.sql<{ email: string }[]>`
      SELECT email FROM witness WHERE email LIKE 'rui%'`;
    expect(rows).toEqual([]);
  });

  it('[ASVS 8.2.1] are nobody else’s to see or to add', async () => {
    const analyst = await assay.api('analyst');
    expect((await analyst.get('/api/v1/witnesses')).status).toBe(403);
    expect((await analyst.post('/api/v1/witnesses', ines)).status).toBe(403);
  });
});
