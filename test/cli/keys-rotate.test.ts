import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getMetadataArgsStorage } from 'typeorm';
import { runCommand } from '../../src/cli/run.js';
import { JournalQueries } from '../../src/journal/index.js';
import { Database } from '../../src/platform/database/index.js';
import { declaredSeals, makeNextKey, SealedRows } from '../../src/platform/keys/index.js';
import { copyOf, freshPlace, type TestPlace } from '../support/place.js';
import { FingerprintKeys } from '../../src/evidence/likeness/fingerprint-key.service.js';
import { Webhook } from '../../src/webhooks/webhook.entity.js';
import { WebhookSecrets } from '../../src/webhooks/webhook-secrets.js';
import { newId } from '../../src/platform/ids.js';
import { SealedThings, withServer } from './sealed-things.js';

describe('changing the master key', () => {
  let place: TestPlace;
  let environment: Record<string, string>;
  let said: string[];
  let complained: string[];
  let things: SealedThings;

  const keys = () => join(place.folder, 'keys');
  /** Without the checkpoint that lies beside them. */
  const keysKept = () =>
    readdirSync(keys())
      .filter((name) => name !== 'checkpoint.txt')
      .sort();
  const keyFile = () => join(keys(), 'master.key');
  const fileOf = (name: string) => join(place.folder, 'blobs', name.slice(-2), name);
  const rotate = (...more: string[]): Promise<number> => {
    said = [];
    complained = [];
    return runCommand(['keys', 'rotate', ...more], environment, {
      say: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
  };
  const served = <T>(work: (app: NestFastifyApplication) => Promise<T>): Promise<T> =>
    withServer(environment, work);
  const start = () => served(async () => undefined);
  const rotations = async (app: NestFastifyApplication) =>
    (await app.get(JournalQueries).page({ action: 'keys.rotated' })).items;

  const environmentOf = ({ folder, databaseUrl }: TestPlace): Record<string, string> => ({
    ASSAY_DATA: folder,
    ASSAY_LOG_LEVEL: 'error',
    ...(databaseUrl ? { ASSAY_DATABASE_URL: databaseUrl } : {}),
  });

  let pattern: TestPlace;
  const there = new SealedThings();
  beforeAll(async () => {
    pattern = await freshPlace();
    await withServer(environmentOf(pattern), (app) => there.add(app));
  });
  afterAll(() => pattern.remove());

  beforeEach(async () => {
    place = await copyOf(pattern);
    things = there.copied();
    environment = environmentOf(place);
  });
  afterEach(() => place.remove());

  it('[ASVS 11.2.2] seals everything anew, destroys the old key, and notes it', async () => {
    const oldKey = readFileSync(keyFile());
    const bodies = new Map(
      [...things.files.keys()].map((name) => [name, bodyOf(readFileSync(fileOf(name)))]),
    );
    expect(await rotate()).toBe(0);
    expect(complained).toEqual([]);
    expect(said.join('\n')).toContain('4 files and 2 sealed texts have the new one.');
    expect(said.join('\n')).toContain('Backups of the data made before need the old key');
    expect(keysKept()).toEqual(['master.key', 'signing.pem']);
    expect(readFileSync(keyFile()).equals(oldKey)).toBe(false);
    for (const [name, body] of bodies) {
      expect(bodyOf(readFileSync(fileOf(name))).equals(body)).toBe(true);
    }
    await served(async (app) => {
      await things.expectReadable(app);
      const [entry, ...others] = await rotations(app);
      expect(others).toEqual([]);
      expect(entry?.after).toMatchObject({ files: 4, texts: 2, broken: 0 });
    });
    expect(await runCommand(['journal', 'verify'], environment, silent)).toBe(0);
    writeFileSync(keyFile(), oldKey);
    // It looks at as many as there are here.
    await expect(start()).rejects.toThrow('opens nothing of what is stored');
  });

  it('can be done again and again', async () => {
    for (let time = 0; time < 3; time += 1) expect(await rotate()).toBe(0);
    await served(async (app) => {
      await things.expectReadable(app);
      expect(await rotations(app)).toHaveLength(3);
    });
  });

  it('knows of every column that is sealed, and each of them is there', async () => {
    const columns = declaredSeals().flatMap(({ place: where }) =>
      where === 'blobs' ? [] : where.columns.map((column) => `${where.table}.${column}`),
    );
    const { tables, columns: fields } = getMetadataArgsStorage();
    const sealed = fields
      .filter(({ propertyName }) => propertyName.startsWith('sealed'))
      .map(({ target, propertyName }) => {
        const table = tables.find((one) => one.target === target)?.name;
        return `${table}.${propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
      });
    expect(columns.toSorted()).toEqual(sealed.toSorted());
    await served(async (app) => {
      for (const kind of declaredSeals()) {
        if (kind.place === 'blobs') continue;
        const rows = new SealedRows(app.get(Database), kind, kind.place);
        expect(await rows.count()).toBe(kind.name === 'letter' ? 2 : 0);
      }
    });
  });

  it('seals more rows than one transaction takes', async () => {
    await served(async (app) => {
      for (let count = 0; count < 450; count += 1) await things.write(app, `link ${count}`);
    });
    expect(await rotate()).toBe(0);
    expect(said.join('\n')).toContain('452 sealed texts');
    await served((app) => things.expectReadable(app));
  });

  it('seals anew both secrets of a webhook, and the key of fingerprints', async () => {
    const now = new Date();
    const webhook = Object.assign(new Webhook(), {
      id: newId(),
      name: 'Tickets',
      url: 'https://hooks.buyer.example/assay',
      kinds: [],
      previousUntil: new Date(now.getTime() + 86_400_000),
      createdAt: now,
      version: 1,
    });
    const fingerprints = async (app: NestFastifyApplication) =>
      (await app.get(FingerprintKeys).signer()).sign(['we tested the controls']);
    const key = await served(async (app) => {
      const secrets = app.get(WebhookSecrets);
      webhook.sealedSecret = secrets.close(webhook.id, 'whsec_new');
      webhook.sealedPreviousSecret = secrets.close(webhook.id, 'whsec_before');
      const database = app.get(Database);
      await database.transaction(() => database.repository(Webhook).insert(webhook));
      return fingerprints(app);
    });
    expect(await rotate()).toBe(0);
    expect(said.join('\n')).toContain('4 files and 5 sealed texts');
    await served(async (app) => {
      const stored = await app
        .get(Database)
        .repository(Webhook)
        .findOneByOrFail({ id: webhook.id });
      const signing = app.get(WebhookSecrets).signing(stored, now);
      expect(signing).toEqual(['whsec_new', 'whsec_before']);
      expect(await fingerprints(app)).toEqual(key);
    });
  });

  it('leaves everything alone while a server runs', async () => {
    const key = readFileSync(keyFile());
    await served(async (app) => {
      expect(await rotate()).toBe(1);
      expect(complained.join()).toMatch(/Another Assay is running|Stop every instance/);
      await things.expectReadable(app);
    });
    expect(keysKept()).toEqual(['master.key', 'signing.pem']);
    expect(readFileSync(keyFile()).equals(key)).toBe(true);
  });

  it('goes on after it was broken off, though a server ran in between', async () => {
    makeNextKey(keys());
    await served(async (app) => {
      await things.expectReadable(app);
      await things.add(app);
      await things.expectReadable(app);
    });
    const next = readFileSync(`${keyFile()}.next`);
    expect(await rotate()).toBe(0);
    expect(said[0]).toBe('A change of the master key was broken off: it goes on.');
    expect(readFileSync(keyFile()).equals(next)).toBe(true);
    await served((app) => things.expectReadable(app));
  });

  it('keeps both keys where something opens with neither, until it is told to go on', async () => {
    const [, , damaged = ''] = things.files.keys();
    const stored = readFileSync(fileOf(damaged));
    const broken = Buffer.from(stored);
    broken.writeUInt8(broken.readUInt8(20) ^ 1, 20);
    writeFileSync(fileOf(damaged), broken);
    expect(await rotate()).toBe(1);
    expect(complained.join('\n')).toContain(`- file ${damaged}`);
    expect(keysKept()).toEqual(['master.key', 'master.key.next', 'signing.pem']);
    writeFileSync(fileOf(damaged), stored);
    await served((app) => things.expectReadable(app));
    writeFileSync(fileOf(damaged), broken);
    expect(await rotate('anyway')).toBe(0);
    things.files.delete(damaged);
    await served((app) => things.expectReadable(app));
    expect(keysKept()).toEqual(['master.key', 'signing.pem']);
  });

  it('lets a server start whose one stored thing is damaged: that says nothing of the key', async () => {
    const alone = await freshPlace();
    const startedThere = () => withServer(environmentOf(alone), () => Promise.resolve(true));
    await startedThere();
    const name = newId();
    const shelf = join(alone.folder, 'blobs', name.slice(-2));
    mkdirSync(shelf, { recursive: true });
    writeFileSync(join(shelf, name), randomBytes(500));
    expect(await startedThere()).toBe(true);
    await alone.remove();
  });

  it('refuses a key that is not the one, and changes nothing', async () => {
    const right = readFileSync(keyFile());
    writeFileSync(keyFile(), randomBytes(32));
    expect(await rotate()).toBe(1);
    expect(complained.join()).toContain('opens nothing of what is stored');
    expect(keysKept()).toEqual(['master.key', 'signing.pem']);
    // Nor does a server start, which would seal with it.
    await expect(start()).rejects.toThrow('opens nothing of what is stored');
    writeFileSync(keyFile(), right);
    await served((app) => things.expectReadable(app));
  });

  it('refuses a missing key, and makes none', async () => {
    const right = readFileSync(keyFile());
    rmSync(keyFile());
    expect(await rotate()).toBe(1);
    expect(complained.join()).toMatch(/master\.key is missing.*backup/);
    await expect(start()).rejects.toThrow(/master\.key is missing/);
    writeFileSync(`${keyFile()}.next`, randomBytes(32), { mode: 0o600 });
    rmSync(join(place.folder, 'blobs'), { recursive: true });
    await expect(start()).rejects.toThrow(/master\.key is missing/);
    expect(existsSync(keyFile())).toBe(false);
    expect(right).toHaveLength(32);
  });

  it('makes nothing in a folder that is not the one', async () => {
    const elsewhere = await freshPlace();
    environment['ASSAY_DATA'] = elsewhere.folder;
    expect(await rotate()).toBe(1);
    expect(readdirSync(elsewhere.folder)).toEqual([]);
    await elsewhere.remove();
  });

  it('[ASVS 13.3.2] refuses keys that other accounts may read', async () => {
    chmodSync(keys(), 0o750);
    expect(await rotate()).toBe(1);
    expect(complained.join()).toContain(`chmod 700 ${keys()}`);
    await expect(start()).rejects.toThrow('chmod 700');
    chmodSync(keys(), 0o700);
    makeNextKey(keys());
    chmodSync(`${keyFile()}.next`, 0o644);
    expect(await rotate()).toBe(1);
    expect(complained.join()).toContain(`chmod 600 ${keyFile()}.next`);
    await expect(start()).rejects.toThrow('chmod 600');
  });

  it('shows no key', async () => {
    const secrets = [readFileSync(keyFile())];
    expect(await rotate()).toBe(0);
    secrets.push(readFileSync(keyFile()));
    const entries = await served(async (app) => JSON.stringify(await rotations(app)));
    for (const secret of secrets) {
      for (const form of ['hex', 'base64', 'base64url'] as const) {
        const shown = secret.toString(form).slice(0, 12);
        expect([...said, ...complained, entries].join()).not.toContain(shown);
      }
    }
  });
});

const silent = { say: () => undefined, complain: () => undefined };
const bodyOf = (stored: Buffer): Buffer => stored.subarray(stored.indexOf('\n') + 1);
