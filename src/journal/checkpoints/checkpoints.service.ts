import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import { SigningKey } from '../../platform/keys/index.js';
import { Daily } from '../../platform/sweeps/index.js';
import { Journal } from '../journal.service.js';
import { JournalTree } from '../tree/journal-tree.js';
import { JournalCheckpoint, type CheckpointReason } from './checkpoint.entity.js';
import { besideSentence, isMissed, KeptBeside } from './kept-beside.js';
import { KnownKeys } from './known-keys.service.js';
import { checkpointText, signNote } from './signed-note.js';

/** Signs what the journal holds, so that whoever keeps the signed text sees later whether any of it was rewritten. */
@Injectable()
export class Checkpoints implements OnApplicationBootstrap {
  /** The last one, kept where the database is not. */
  readonly beside: KeptBeside;

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly tree: JournalTree,
    private readonly keys: KnownKeys,
    private readonly key: SigningKey,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.beside = new KeptBeside(journal, tree, config);
  }

  /** A server starts all the same: who may read the journal sees it there too. */
  async onApplicationBootstrap(): Promise<void> {
    const standing = await this.beside.standing();
    if (isMissed(standing)) new Logger('journal').error(besideSentence(standing));
  }

  @Daily()
  async ofToday(): Promise<void> {
    await this.sign('day');
  }

  /** The checkpoint of everything that is in the journal now; where nothing happened since the last one, that one. */
  async sign(
    reason: CheckpointReason,
    alsoBy: readonly SigningKey[] = [],
  ): Promise<JournalCheckpoint> {
    const { size } = await this.journal.head();
    const signed = await this.of(size);
    if (signed) return signed;
    await this.tree.grow(size);
    const root = await this.tree.root(size);
    const origin = originOf(this.config);
    const note = signNote(checkpointText({ origin, size, root }), origin, [this.key, ...alsoBy]);
    const { fingerprint } = this.key;
    const facts = [
      size,
      root.toString('hex'),
      note,
      fingerprint,
      reason,
      this.clock.now().toISOString(),
    ];
    await this.database.transaction(async () => {
      await this.keys.add(this.key);
      await this.database.insertRows(
        'journal_checkpoint',
        ['size', 'root', 'note', 'fingerprint', 'reason', 'signed_at'],
        [facts],
        'ON CONFLICT (size) DO NOTHING',
      );
    });
    const made = await this.mustBe(size);
    await this.beside.keep(made.note);
    return made;
  }

  /** Somebody says that the journal is right as it is, though the checkpoint beside the keys is not met: after a restore. */
  async acceptAsItIs(actor: Actor, reason: string): Promise<JournalCheckpoint> {
    const standing = await this.beside.standing();
    if (!isMissed(standing)) {
      throw new Conflict('The journal is at one with the checkpoint beside the keys.');
    }
    const { size } = await this.journal.head();
    const { state, size: kept } = standing;
    await this.database.transaction(async () => {
      const journal = { kind: 'journal', id: 'journal' };
      this.journal.record(actor, 'journal.accepted', journal, { kept }, { state, size, reason });
    });
    const signed = await this.sign('request');
    this.beside.replace(signed.note);
    return signed;
  }

  async of(size: number): Promise<JournalCheckpoint | null> {
    return this.database.repository(JournalCheckpoint).findOneBy({ size });
  }

  /** The last one signed before this one: from it follows that nothing before was rewritten. */
  async before(size: number): Promise<JournalCheckpoint | null> {
    return this.database
      .repository(JournalCheckpoint)
      .findOne({ where: { size: LessThan(size) }, order: { size: 'DESC' } });
  }

  private async mustBe(size: number): Promise<JournalCheckpoint> {
    return this.database.repository(JournalCheckpoint).findOneByOrFail({ size });
  }
}

/** The name under which this journal signs: where people reach it, without the scheme. */
export const originOf = ({ origin }: Config): string => `${new URL(origin).host}/journal`;
