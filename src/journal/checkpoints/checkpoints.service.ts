import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Stale } from '../../platform/errors.js';
import { SigningKey } from '../../platform/keys/index.js';
import { Daily } from '../../platform/sweeps/index.js';
import { Turns } from '../../platform/turns.js';
import { Journal } from '../journal.service.js';
import { JournalTree } from '../tree/journal-tree.js';
import { JournalCheckpoint, type CheckpointReason } from './checkpoint.entity.js';
import { isMissed, KeptBeside } from './kept-beside.js';
import { KnownKeys } from './known-keys.service.js';
import { checkpointText, signNote } from './signed-note.js';

/** Signs what the journal holds, so that whoever keeps the signed text sees later whether any of it was rewritten. */
@Injectable()
export class Checkpoints implements OnApplicationBootstrap {
  /** The last one, kept where the database is not. */
  readonly beside: KeptBeside;
  private readonly accepting = new Turns(1);

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly tree: JournalTree,
    private readonly keys: KnownKeys,
    private readonly key: SigningKey,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.beside = new KeptBeside(journal, tree, keys, config);
  }

  /** A server starts all the same: who may read the journal sees it there too. */
  async onApplicationBootstrap(): Promise<void> {
    const standing = await this.beside.standing();
    if (isMissed(standing) || standing.state === 'unreadable') this.beside.tell(standing);
    const known = await this.keys.list();
    const { fingerprint } = this.key;
    const [last] = known;
    if (!last || known.some((key) => key.fingerprint === fingerprint)) return;
    new Logger('journal').warn(
      `Checkpoints are signed with the key ${fingerprint} from now on, and were with ${last.fingerprint}. If nobody changed it, and no backup of before the change was restored, signing.pem was missing or replaced: put it back from the copy of your keys.`,
    );
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
    const signed = await this.signed(reason, alsoBy);
    await this.beside.keep(signed.note);
    return signed;
  }

  /**
   * Somebody says that the journal is right as it is, though the checkpoint beside the keys is not met: after a restore.
   * `kept`: the number of entries of the one that they mean, where they say so.
   */
  async acceptAsItIs(actor: Actor, reason: string, kept?: number): Promise<JournalCheckpoint> {
    return this.accepting.take(async () => {
      const { state, size: missed } = await this.beside.missed();
      if (kept !== undefined && kept !== missed) throw new Stale('checkpoint');
      const { size } = await this.journal.head();
      await this.database.transaction(async () => {
        const journal = { kind: 'journal', id: 'journal' };
        const after = { state, size, reason };
        this.journal.record(actor, 'journal.accepted', journal, { kept: missed }, after);
      });
      const signed = await this.signed('request');
      this.beside.replace(signed.note);
      return signed;
    });
  }

  private async signed(
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
    return this.mustBe(size);
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
