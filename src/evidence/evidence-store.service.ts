import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { dueDatesMoved, Vendors } from '../vendors/index.js';
import { Webhooks } from '../webhooks/index.js';
import { evidenceStored, previewWanted, receivedNews } from './events.js';
import type { EvidenceFacts } from './evidence.dto.js';
import { Evidence, EvidenceRevision } from './evidence.entity.js';
import { EvidenceLinks } from './uses/evidence-links.service.js';
import { FileIntake, type GivenFile, type TakenFile } from './files/file-intake.service.js';
import { hasEnd } from './freshness/freshness.js';
import { givenBy, partyOf, subjectOf } from './given.js';
import { Quota } from './uploads/quota.service.js';
import { EvidenceSubjects, type Subject } from './uses/subjects.js';
import { assertInOrder } from './validity.js';

export interface Received {
  id: string;
  revisionId: string;
}

/** What becomes of a file: new evidence, or a further revision of evidence that is there. */
export interface Purpose {
  vendorId: string;
  /** Read once the file is here: a form may send the file first. */
  facts: () => EvidenceFacts | Promise<EvidenceFacts>;
  attachTo?: Subject | undefined;
}

/** What joins the one transaction that writes the rows. */
export interface Joined {
  /** Comes first in it, and undoes it by throwing. */
  before?: (() => Promise<void>) | undefined;
  /** Comes last in it. */
  alongside?: ((evidenceId: string) => Promise<void>) | undefined;
  /** The upload that the file arrived by. */
  uploadId?: string | undefined;
  /** Ids of the links that have one allowance with the giver's. */
  sharing?: readonly string[] | undefined;
}

@Injectable()
export class EvidenceStore {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly webhooks: Webhooks,
    private readonly vendors: Vendors,
    private readonly intake: FileIntake,
    private readonly links: EvidenceLinks,
    private readonly subjects: EvidenceSubjects,
    private readonly quota: Quota,
  ) {}

  /** Takes a file as evidence of a vendor. */
  async receive(
    actor: Actor,
    vendorId: string,
    file: GivenFile,
    facts: EvidenceFacts,
    attachTo?: Subject,
  ): Promise<Received> {
    assertInOrder(facts);
    return this.receiveFor(actor, file, { vendorId, facts: () => facts, attachTo });
  }

  async receiveFor(
    actor: Actor,
    file: GivenFile,
    { vendorId, attachTo, facts: told }: Purpose,
    { before, alongside, uploadId: besides, sharing }: Joined = {},
  ): Promise<Received> {
    const counted = { besides, sharing };
    await this.quota.assertRoom(actor, 0, counted);
    await this.vendors.byId(vendorId);
    if (attachTo) await this.mustBeOf(vendorId, attachTo);
    return this.intake.take(partyOf(actor, vendorId), file, async (taken) => {
      const facts = await told();
      assertInOrder(facts);
      return this.database.transaction(async () => {
        await before?.();
        await this.quota.assertRoom(actor, taken.bytes, counted);
        const id = newId();
        const written = columnsOf(facts);
        const now = this.clock.now();
        const by = givenBy(actor, now);
        await this.database.repository(Evidence).insert({
          ...{ id, vendorId, ...written, revisions: 1, ...by },
          ...{ withdrawnAt: null, withdrawnBy: null, withdrawnReason: null, version: 1 },
        });
        const revisionId = await this.addRevision(actor, { id, vendorId, number: 1 }, taken);
        const { name, sha256, bytes } = taken;
        const after = { vendorId, ...written, name, sha256, bytes };
        this.journal.record(actor, 'evidence.received', subjectOf(id), null, after);
        if (attachTo) {
          await this.mustBeOf(vendorId, attachTo);
          await this.links.link(actor, id, attachTo);
        }
        if (hasEnd(written)) await this.jobs.enqueue(dueDatesMoved, { vendorId });
        await alongside?.(id);
        return { id, revisionId };
      });
    });
  }

  /** A new file for the same evidence; earlier ones stay. */
  async revise(
    actor: Actor,
    id: string,
    file: GivenFile,
    { vendorId: of, alongside }: Joined & { vendorId?: string } = {},
  ): Promise<Received> {
    const { vendorId: owner } = await this.standing(id);
    if (of !== undefined && of !== owner) throw new NotFound('evidence');
    return this.intake.take(partyOf(actor, owner), file, async (taken) =>
      this.database.transaction(async () => {
        await this.database.hold('evidence', id);
        const { vendorId, revisions } = await this.standing(id);
        const number = revisions + 1;
        const revisionId = await this.addRevision(actor, { id, vendorId, number }, taken);
        await this.database
          .repository(Evidence)
          .createQueryBuilder()
          .update()
          .set({ revisions: number, version: () => 'version + 1' })
          .where('id = :id AND revisions = :revisions', { id, revisions })
          .execute();
        const { name, sha256, bytes } = taken;
        const told = { revision: number, name, sha256, bytes };
        this.journal.record(actor, 'evidence.revised', subjectOf(id), null, told);
        await alongside?.(id);
        return { id, revisionId };
      }),
    );
  }

  async change(actor: Actor, id: string, version: number, facts: EvidenceFacts): Promise<void> {
    assertInOrder(facts);
    await this.database.transaction(async () => {
      const before = await this.standing(id);
      const written = columnsOf(facts);
      await this.write(before, version, written);
      const was = columnsOf(before);
      this.journal.record(actor, 'evidence.changed', subjectOf(id), was, written);
      if (hasEnd(was) || hasEnd(written)) await this.datesMoved(before);
    });
  }

  /** It stays to be seen, with the reason, and counts no more. */
  async withdraw(actor: Actor, id: string, version: number, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.standing(id);
      const withdrawnAt = this.clock.now();
      const written = { withdrawnAt, withdrawnBy: actor.name, withdrawnReason: reason };
      await this.write(before, version, written);
      this.journal.record(actor, 'evidence.withdrawn', subjectOf(id), null, { reason });
      if (hasEnd(before)) await this.datesMoved(before);
    });
  }

  async attach(actor: Actor, evidenceId: string, subject: Subject): Promise<void> {
    await this.links.attach(actor, evidenceId, subject);
  }

  async detach(actor: Actor, evidenceId: string, subject: Subject): Promise<void> {
    await this.links.detach(actor, evidenceId, subject);
  }

  private async addRevision(
    actor: Actor,
    evidence: { id: string; vendorId: string; number: number },
    { name, ...file }: TakenFile,
  ): Promise<string> {
    const { id: evidenceId, vendorId, number } = evidence;
    const fileId = await this.fileOf(vendorId, file);
    const id = newId();
    const by = givenBy(actor, this.clock.now());
    const row = { id, evidenceId, number, fileId, name, ...by, ...unpurged };
    await this.database.repository(EvidenceRevision).insert(row);
    await this.jobs.enqueue(evidenceStored, { evidenceId, fileId });
    await this.webhooks.announce(receivedNews, { vendorId, evidenceId });
    return id;
  }

  /**
   * The row of this very content: a new one, or the one this vendor's file has already. It is written either way, so that nobody
   * purges it meanwhile; one that was purged takes the new copy.
   */
  private async fileOf(vendorId: string, file: Omit<TakenFile, 'name'>): Promise<string> {
    const { blob, sha256, bytes, mediaType, extension } = file;
    const now = this.clock.now().toISOString();
    const [row] = await this.database.sql<{ id: string; blob: string }[]>`
      INSERT INTO evidence_file (id, vendor_id, sha256, bytes, media_type, extension, blob, stored_at)
      VALUES (${newId()}, ${vendorId}, ${sha256}, ${bytes}, ${mediaType}, ${extension}, ${blob}, ${now})
      ON CONFLICT (vendor_id, sha256) DO UPDATE SET
        blob = CASE WHEN evidence_file.purged_at IS NULL THEN evidence_file.blob ELSE excluded.blob END,
        preview_blob = CASE WHEN evidence_file.purged_at IS NULL THEN evidence_file.preview_blob END,
        preview_bytes = CASE WHEN evidence_file.purged_at IS NULL THEN evidence_file.preview_bytes END,
        previewed_at = CASE WHEN evidence_file.purged_at IS NULL THEN evidence_file.previewed_at END,
        purged_at = NULL
      RETURNING id, blob`;
    if (!row) throw new NotFound('file');
    if (row.blob === blob) await this.jobs.enqueue(previewWanted, { fileId: row.id });
    return row.id;
  }

  private async mustBeOf(vendorId: string, subject: Subject): Promise<void> {
    const known = await this.subjects.find(subject);
    if (known.vendorId !== vendorId) throw new NotFound(subject.kind);
  }

  private async standing(id: string): Promise<Evidence> {
    const evidence = await this.database.repository(Evidence).findOneBy({ id });
    if (!evidence) throw new NotFound('evidence');
    if (evidence.withdrawnAt) throw new Conflict('This evidence was withdrawn.');
    return evidence;
  }

  private async write(
    { id, version: is }: Evidence,
    version: number,
    changes: Partial<Evidence>,
  ): Promise<void> {
    if (is !== version) throw new Stale('evidence');
    const written = await this.database
      .repository(Evidence)
      .update({ id, version }, { ...changes, version: version + 1 });
    if (written.affected !== 1) throw new Stale('evidence');
  }

  private async datesMoved({ vendorId }: Evidence): Promise<void> {
    await this.jobs.enqueue(dueDatesMoved, { vendorId });
  }
}

const unpurged = { purgedAt: null, purgedRule: null, destroyedAt: null };

type Columns = Pick<
  Evidence,
  'kind' | 'title' | 'scope' | 'periodFrom' | 'periodTo' | 'issuedOn' | 'expiresOn'
>;

const columnsOf = (facts: EvidenceFacts | Evidence): Columns => ({
  kind: facts.kind ?? 'other',
  title: facts.title,
  scope: facts.scope || null,
  periodFrom: facts.periodFrom ?? null,
  periodTo: facts.periodTo ?? null,
  issuedOn: facts.issuedOn ?? null,
  expiresOn: facts.expiresOn ?? null,
});
