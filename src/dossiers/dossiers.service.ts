import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Journal } from '../journal/index.js';
import { system, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Gone, NotFound } from '../platform/errors.js';
import { Blobs } from '../platform/storage/index.js';
import { Daily } from '../platform/sweeps/index.js';
import { safeName } from './bag/safe-name.js';
import { endingOf, isWordless, wordlessTitle } from './contents/profiles/profile.js';
import { Dossier } from './dossier.entity.js';

/** Sealed exports: fetched, and removed in time. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
  ) {}

  async byId(id: string): Promise<Dossier> {
    const dossier = await this.database.repository(Dossier).findOneBy({ id });
    if (!dossier) throw new NotFound('dossier');
    return dossier;
  }

  /** The zip and the name to save it under; who took it is in the journal. */
  async download(
    actor: Actor,
    id: string,
  ): Promise<{ content: Readable; name: string; bytes: number }> {
    const { state, blob, bytes, sha256, expiresAt, ...named } = await this.byId(id);
    const isOver = expiresAt !== null && expiresAt <= this.clock.now();
    if (state === 'expired' || isOver)
      throw new Gone('The file was removed when its days were over. Have the dossier built again.');
    if (state !== 'ready' || blob === null || bytes === null) {
      throw new Conflict('This dossier is not built yet.');
    }
    const content = await this.blobs.open(blob);
    await this.database.transaction(async () => {
      this.journal.record(actor, 'dossier.downloaded', { kind: 'dossier', id }, null, { sha256 });
    });
    return { content, name: fileName(named), bytes };
  }

  @Daily()
  async removeOld(): Promise<void> {
    const now = this.clock.now().toISOString();
    const old = await this.database.sql<{ id: string; blob: string }[]>`
      SELECT id, blob FROM dossier WHERE state = 'ready' AND expires_at <= ${now} ORDER BY id LIMIT 1000`;
    for (const { id, blob } of old) {
      await this.database.transaction(async () => {
        const expired = { state: 'expired', blob: null } as const;
        const ended = await this.database
          .repository(Dossier)
          .update({ id, state: 'ready' }, expired);
        if (ended.affected !== 1) return;
        this.journal.record(system, 'dossier.expired', { kind: 'dossier', id }, null, expired);
        this.database.afterCommit(() => this.blobs.remove(blob));
      });
    }
  }
}

const fileName = ({
  title,
  scope,
  checkpointSize,
  profile,
}: Pick<Dossier, 'title' | 'scope' | 'checkpointSize' | 'profile'>): string => {
  const called = isWordless(profile) ? wordlessTitle[scope] : title;
  return `${safeName(`${called}-${checkpointSize ?? 0}`)}${endingOf(profile)}.zip`;
};
