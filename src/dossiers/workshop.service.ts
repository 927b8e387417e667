import { Injectable } from '@nestjs/common';
import { Checkpoints, JournalSlices, JournalTree } from '../journal/index.js';
import { Organisations } from '../identity/index.js';
import { addMilliseconds, Clock, dayOf } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { AssayError, Gone } from '../platform/errors.js';
import { GivenUp, Handles, Jobs } from '../platform/jobs/index.js';
import { SigningKey } from '../platform/keys/index.js';
import { Blobs } from '../platform/storage/index.js';
import { Policies } from '../policies/index.js';
import { Reports } from '../reports/index.js';
import { Webhooks } from '../webhooks/index.js';
import { bagStream, PartBroken, type Bag } from './bag/bag.js';
import { besideOf } from './bag/beside.js';
import { whatIsIn } from './bag/what-is-in.js';
import type { Contents } from './contents/contents.js';
import { Drafts } from './contents/parts/drafts.js';
import { Gatherers } from './contents/gatherers.service.js';
import type { Hush } from './contents/profiles/hush/hush.js';
import { KnownPeople } from './contents/profiles/hush/known-people.queries.js';
import { journalPart } from './contents/parts/journal-part.js';
import { refuseTooMany } from './contents/parts/most-files.js';
import { isStored, type Part } from './contents/parts/part.js';
import {
  endingOf,
  isNameless,
  isWordless,
  mayStandIn,
  wordlessTitle,
} from './contents/profiles/profile.js';
import { redacted } from './contents/profiles/redact.js';
import { Dossier } from './dossier.entity.js';
import { dossierReady, dossierRequested } from './events.js';
import { dossierDays } from './kept-days.js';
import { ProgressNotes } from './progress-notes.js';

const dayMs = 24 * 3_600_000;
const notBuilt = 'It could not be built. The log says why.';
const lookAgainMs = 2_000;
/** A report that is not printed by then is left out; the time in which no server ran is not counted. */
const patienceMs = 10 * 60_000;

type Checkpoint = NonNullable<Awaited<ReturnType<Checkpoints['of']>>>;

/** Builds what was asked for, outside any transaction. */
@Injectable()
export class Workshop {
  private readonly startedAt: number;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly blobs: Blobs,
    private readonly checkpoints: Checkpoints,
    private readonly tree: JournalTree,
    private readonly slices: JournalSlices,
    private readonly key: SigningKey,
    private readonly reports: Reports,
    private readonly organisations: Organisations,
    private readonly policies: Policies,
    private readonly webhooks: Webhooks,
    private readonly gatherers: Gatherers,
    private readonly people: KnownPeople,
  ) {
    this.startedAt = clock.now().getTime();
  }

  @Handles(dossierRequested)
  async build({ dossierId }: { dossierId: string }): Promise<void> {
    const dossier = await this.database.repository(Dossier).findOneBy({ id: dossierId });
    if (!dossier || !['waiting', 'building'].includes(dossier.state)) return;
    const lacking = new Map<string, string>();
    if (dossier.reportId && !(await this.reports.printed(dossier.reportId))) {
      if (await this.waitsForReport(dossier)) return;
      lacking.set('report.pdf', 'the report could not be printed');
    }
    const drafts = new Drafts(this.blobs, (path) => mayStandIn(dossier.profile, path));
    try {
      await this.make(dossier, lacking, drafts);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      await this.change(dossierId, { state: 'failed', problem: error.message });
    } finally {
      await drafts.clear();
    }
  }

  /** Also where it ended the process each time, and nothing was left to say so. */
  @GivenUp(dossierRequested)
  async giveUp({ dossierId }: { dossierId: string }): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE dossier SET state = 'failed', problem = ${notBuilt}
        WHERE id = ${dossierId} AND state IN ('waiting', 'building')`;
    });
  }

  private async make(
    dossier: Dossier,
    lacking: Map<string, string>,
    drafts: Drafts,
  ): Promise<void> {
    const checkpoint = await this.checkpointOf(dossier);
    const contents = await this.gatherers.of(dossier, drafts);
    const hush = isNameless(dossier.profile)
      ? await this.people.hush(await this.organisations.name())
      : undefined;
    const parts = [...contents.parts, await this.journalOf(contents, checkpoint, drafts)];
    for (;;) {
      try {
        const kept = await redacted(parts, { profile: dossier.profile, lacking, hush, drafts });
        refuseTooMany(dossier.scope, kept.length);
        const bag = await this.bagOf(dossier, checkpoint, kept, hush);
        const total = sum(bag.parts);
        const notes = new ProgressNotes((done) =>
          this.change(dossier.id, { doneBytes: done, totalBytes: total }),
        );
        const stored = await this.blobs.put(bagStream(bag, this.key, (bytes) => notes.add(bytes)));
        await notes.settled();
        await this.finish(dossier, stored, total, lacking);
        return;
      } catch (error) {
        // It is said which file is not there, and the rest is built without it.
        if (!(error instanceof PartBroken) || !mayLack(parts, error.path, lacking)) throw error;
        const purged = error.cause instanceof Gone ? error.cause.message : undefined;
        lacking.set(error.path, purged ?? 'the stored file is missing or damaged');
      }
    }
  }

  /** Signed once for each dossier: what it is built from stays the same however often it is begun. */
  private async checkpointOf({ id, checkpointSize }: Dossier): Promise<Checkpoint> {
    const known = checkpointSize === null ? null : await this.checkpoints.of(checkpointSize);
    const checkpoint = known ?? (await this.checkpoints.sign('dossier'));
    await this.change(id, { state: 'building', checkpointSize: checkpoint.size });
    return checkpoint;
  }

  private async journalOf(
    { told, period }: Contents,
    checkpoint: Checkpoint,
    drafts: Drafts,
  ): Promise<Part> {
    const before = await this.checkpoints.before(checkpoint.size);
    const proof = before ? await this.tree.consistency(before.size, checkpoint.size) : [];
    const consistency = proof.map((hash) => hash.toString('base64'));
    const entries = this.slices.proven(told, checkpoint.size, period);
    return journalPart(drafts, { checkpoint, before, consistency }, entries);
  }

  private async bagOf(
    { scope, subjectId, title: said, profile }: Dossier,
    { size, root, signedAt }: Checkpoint,
    parts: readonly Part[],
    hush: Hush | undefined,
  ): Promise<Bag> {
    const day = dayOf(signedAt);
    const title = isWordless(profile) ? wordlessTitle[scope] : (hush?.in(said) ?? said);
    return {
      name: `assay-${scope}-${subjectId.slice(0, 13) || 'all'}-${size}${endingOf(profile)}`,
      day,
      info: [
        ['Source-Organization', await this.organisations.name()],
        ['External-Description', title],
        ['Assay-Scope', `${scope} ${subjectId}`.trim()],
        ['Assay-Profile', profile],
        ['Assay-Checkpoint', `${size} ${root}`],
        ['Assay-Signing-Key', this.key.fingerprint],
      ],
      parts,
      beside: besideOf({
        title,
        day,
        fingerprint: this.key.fingerprint,
        contents: whatIsIn(scope, profile, parts),
      }),
    };
  }

  private async finish(
    { id }: Dossier,
    { name: blob, sha256, bytes }: { name: string; sha256: string; bytes: number },
    totalBytes: number,
    lacking: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { days } = await this.policies.read(dossierDays);
    const builtAt = this.clock.now();
    await this.database.transaction(async () => {
      const dossiers = this.database.repository(Dossier);
      const done = await dossiers.update(
        { id, state: 'building' },
        {
          state: 'ready',
          problem: null,
          blob,
          sha256,
          bytes,
          doneBytes: totalBytes,
          totalBytes,
          lacking: [...lacking].map(([path, why]) => ({ path, why })),
          fingerprint: this.key.fingerprint,
          builtAt,
          expiresAt: addMilliseconds(builtAt, days * dayMs),
        },
      );
      if (done.affected === 1) await this.webhooks.announce(dossierReady, { dossierId: id });
      // Somebody else built it meanwhile: theirs is the one that is fetched.
      else this.database.afterCommit(() => this.blobs.remove(blob));
    });
  }

  /** Looks again a little later, as long as the report may still come. */
  private async waitsForReport({ id, reportId, createdAt }: Dossier): Promise<boolean> {
    const { state, problem } = await this.reports.byId(reportId ?? '');
    const now = this.clock.now();
    const waitedSince = Math.max(createdAt.getTime(), this.startedAt);
    const isLate = now.getTime() - waitedSince > patienceMs;
    if (state !== 'waiting' || problem !== null || isLate) return false;
    const again = addMilliseconds(now, lookAgainMs);
    await this.database.transaction(() =>
      this.jobs.enqueue(dossierRequested, { dossierId: id }, again),
    );
    return true;
  }

  private async change(id: string, changes: Partial<Dossier>): Promise<void> {
    await this.database.transaction(() =>
      this.database.repository(Dossier).update({ id }, changes),
    );
  }
}

/** What we wrote ourselves a moment ago is not lost: then something else is wrong. */
const mayLack = (
  parts: readonly Part[],
  path: string,
  lacking: ReadonlyMap<string, string>,
): boolean => {
  const part = parts.find((one) => one.path === path);
  const isGiven = part?.holds === 'evidence' || path.endsWith('report.pdf');
  return isGiven && !lacking.has(path);
};

const sum = (parts: readonly Part[]): number =>
  parts.reduce((all, { content }) => all + (isStored(content) ? content.bytes : content.length), 0);
