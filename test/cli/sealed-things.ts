import { expect } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { createAssay } from '../../src/assay.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { LetterQueries, Letters } from '../../src/platform/mail/index.js';
import { Blobs } from '../../src/platform/storage/index.js';

/** Runs `work` with a server as it starts on these settings, without a port. */
export async function withServer<T>(
  environment: Record<string, string>,
  work: (app: NestFastifyApplication) => Promise<T>,
): Promise<T> {
  const app = await createAssay(readConfig(environment));
  try {
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Files and letters that were stored sealed, and what is in them. */
export class SealedThings {
  constructor(
    readonly files = new Map<string, Buffer>(),
    readonly letters = new Map<string, string>(),
  ) {}

  /** The same, for a copy of the place they are in. */
  copied(): SealedThings {
    return new SealedThings(new Map(this.files), new Map(this.letters));
  }

  async add(app: NestFastifyApplication, sizes = [0, 10, 70_000, 300_000]): Promise<void> {
    for (const size of sizes) {
      const content = randomBytes(size);
      this.files.set((await app.get(Blobs).put(content)).name, content);
    }
    for (const text of ['a link', 'another link']) await this.write(app, text);
  }

  async write(app: NestFastifyApplication, text: string): Promise<void> {
    const { id } = await app.get(Database).transaction(() =>
      app.get(Letters).write({
        to: { name: 'Eve', email: 'eve@vendor.example' },
        subject: 'Questions',
        text,
        html: '<p></p>',
        about: { kind: 'assessment', id: newId() },
      }),
    );
    this.letters.set(id, text);
  }

  async expectReadable(app: NestFastifyApplication): Promise<void> {
    await this.expectReadableBy(app.get(Blobs), app.get(LetterQueries));
  }

  async expectReadableBy(blobs: Blobs, letters: LetterQueries): Promise<void> {
    for (const [name, content] of this.files) {
      expect((await buffer(await blobs.open(name))).equals(content)).toBe(true);
    }
    for (const [id, text] of this.letters) expect((await letters.read(id)).text).toBe(text);
  }
}
