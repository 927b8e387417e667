import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssay } from '../../src/assay.js';
import { permissionsOf } from '../../src/identity/index.js';
import { Tokens } from '../../src/identity/tokens.service.js';
import { User } from '../../src/identity/user.entity.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { Blobs, declaredBlobNames } from '../../src/platform/storage/index.js';
import { Child } from '../support/child.js';
import { stride } from '../support/thorough.js';
import { sha256, textOf, type Progress } from './files.js';

type Ask = <T>(method: string, path: string, body?: object | Buffer, offset?: number) => Promise<T>;

interface Acknowledged {
  uploadId?: string;
  received: number;
  evidenceId?: string;
}

const apart = stride(20);
const partBytes = 80_000;
const facts = { title: 'SOC 2' };

/** On a database server nothing of this differs but who owns the disk: the file is what is tried here. */
describe('a server killed at every step of an upload', () => {
  let folder: string;
  let bearer: Record<string, string>;
  let vendorId: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-killed-'));
    await here(async (app) => {
      const id = newId();
      const may = new Set(permissionsOf('analyst'));
      const person = { id, name: 'Ines', email: 'ines@buyer.example', role: 'analyst' } as const;
      const database = app.get(Database);
      const user = Object.assign(new User(), {
        ...person,
        passwordHash: null,
        createdAt: new Date(),
        disabledAt: null,
        version: 1,
      });
      await database.transaction(() => database.repository(User).insert(user));
      const { secret } = await app
        .get(Tokens)
        .create(
          { kind: 'user', id, name: 'Ines', userId: id, role: 'analyst', may },
          { name: 'test', scopes: [...may], days: 30 },
        );
      bearer = { authorization: `Bearer ${secret}` };
      const vendor = { name: 'Corridor', status: 'active' };
      vendorId = (await askHere(app)<{ id: string }>('POST', '/api/v1/vendors', vendor)).id;
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const here = async <T>(work: (app: NestFastifyApplication) => Promise<T>): Promise<T> => {
    const app = await createAssay(readConfig({ ASSAY_DATA: folder, ASSAY_LOG_LEVEL: 'error' }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  };

  const headersOf = (body: object | undefined, offset?: number) => ({
    ...bearer,
    ...(body === undefined
      ? {}
      : {
          'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
        }),
    ...(offset === undefined ? {} : { 'upload-offset': String(offset) }),
  });

  const askHere =
    (app: NestFastifyApplication): Ask =>
    async (method, url, body, offset) => {
      const reply = await app.inject({
        method: method as 'GET',
        url,
        headers: headersOf(body, offset),
        ...(body === undefined ? {} : { payload: body }),
      });
      if (reply.statusCode >= 300)
        throw new Error(`${method} ${url}: ${reply.statusCode} ${reply.body}`);
      return reply.json();
    };

  const askThere =
    (port: string): Ask =>
    async (method, path, body, offset) => {
      const payload = Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body);
      const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: headersOf(body, offset),
        ...(body === undefined ? {} : { body: payload }),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${reply.status} ${text}`);
      return JSON.parse(text) as never;
    };

  /** Sends what is missing and finishes; notes what the server said is done. */
  const send = async (ask: Ask, content: Buffer, noted: Acknowledged): Promise<void> => {
    const begin = { name: 'soc2.txt', bytes: content.length, sha256: sha256(content) };
    noted.uploadId ??= (
      await ask<Progress>('POST', `/api/v1/vendors/${vendorId}/uploads`, begin)
    ).id;
    const at = `/api/v1/uploads/${noted.uploadId}`;
    const { received } = await ask<Progress>('GET', at);
    if (received < noted.received) throw new Error(`lost: ${received} of ${noted.received}`);
    for (let from = received; from < content.length; from += partBytes) {
      const part = content.subarray(from, from + partBytes);
      noted.received = (await ask<Progress>('PUT', `${at}/parts`, part, from)).received;
    }
    const { id } = await ask<{ id: string }>('POST', `${at}/evidence`, facts);
    if (noted.evidenceId && noted.evidenceId !== id) throw new Error('made twice');
    noted.evidenceId = id;
  };

  const check = async (app: NestFastifyApplication, wanted: Map<string, string>): Promise<void> => {
    const blobs = app.get(Blobs);
    const there = new Set<string>();
    for await (const name of blobs.names()) there.add(name);
    const database = app.get(Database);
    for (const query of declaredBlobNames()) {
      const rows = await database.sql<{ name: string }[]>`SELECT name FROM (${query}) named`;
      expect(rows.filter(({ name }) => !there.has(name))).toEqual([]);
    }
    for (const [id, hash] of wanted) {
      const file = await app.inject({ url: `/api/v1/evidence/${id}/file`, headers: bearer });
      expect([file.statusCode, sha256(file.rawPayload)]).toEqual([200, hash]);
    }
    const { length } = await askHere(app)<object[]>(
      'GET',
      `/api/v1/vendors/${vendorId}/evidence?size=200`,
    );
    expect(length).toBe(wanted.size);
  };

  it('loses nothing that was acknowledged, keeps no row without its file, and goes on where it stopped', async () => {
    const wanted = new Map<string, string>();
    let kills = 0;
    for (let step = 1; step <= 60; step += apart) {
      const content = textOf(2 * partBytes + 10_000);
      const noted: Acknowledged = { received: 0 };
      const child = Child.start(new URL('../support/mortal-server.ts', import.meta.url), [
        folder,
        String(step),
      ]);
      const port = (await child.says('port ')).replace('port ', '');
      child.tell('count');
      await child.says('counting');
      const whole = await send(askThere(port), content, noted).then(
        () => true,
        (error: unknown) => {
          if (!/fetch failed|terminated/.test(String(error))) throw error;
          return false;
        },
      );
      if (whole) {
        // What goes after the reply may still be under way.
        await new Promise((resolve) => setTimeout(resolve, 300));
        await child.kill();
      } else kills += 1;
      await child.ended;
      await here(async (app) => {
        await send(askHere(app), content, noted);
        wanted.set(noted.evidenceId ?? '', sha256(content));
        await check(app, wanted);
      });
      if (whole && step > 20) break;
    }
    expect(kills).toBeGreaterThanOrEqual(20 / apart);
  }, 900_000);
});
