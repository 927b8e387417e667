import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Evidence, EvidenceLink } from '../evidence.entity.js';
import { linkedBy, subjectOf } from '../given.js';
import { EvidenceSubjects, type Subject } from './subjects.js';

/** Where evidence is used. What it is attached to belongs to the same vendor, or it is not there. */
@Injectable()
export class EvidenceLinks {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly subjects: EvidenceSubjects,
  ) {}

  /** Attaching what is attached already changes nothing. */
  async attach(actor: Actor, evidenceId: string, subject: Subject): Promise<void> {
    await this.database.transaction(async () => {
      const evidence = await this.database.repository(Evidence).findOneBy({ id: evidenceId });
      if (!evidence) throw new NotFound('evidence');
      if (evidence.withdrawnAt) throw new Conflict('This evidence was withdrawn.');
      const { vendorId } = await this.subjects.find(subject);
      if (vendorId !== evidence.vendorId) throw new NotFound(subject.kind);
      await this.link(actor, evidenceId, subject);
    });
  }

  /** Call it inside a transaction that has made sure of both ends. */
  async link(actor: Actor, evidenceId: string, { kind, id, part = '' }: Subject): Promise<void> {
    const by = linkedBy(actor, this.clock.now());
    const made = await this.database.sql<object[]>`
      INSERT INTO evidence_link (id, evidence_id, subject_kind, subject_id, part, linked_by_kind, linked_by_id,
        linked_by, linked_at)
      VALUES (${newId()}, ${evidenceId}, ${kind}, ${id}, ${part}, ${by.linkedByKind}, ${by.linkedById},
        ${by.linkedBy}, ${by.linkedAt.toISOString()})
      ON CONFLICT (evidence_id, subject_kind, subject_id, part) DO NOTHING RETURNING id`;
    if (made.length === 0) return;
    const to = { kind, id, ...(part ? { part } : {}) };
    this.journal.record(actor, 'evidence.attached', subjectOf(evidenceId), null, { to });
  }

  async detach(actor: Actor, evidenceId: string, subject: Subject): Promise<void> {
    await this.database.transaction(async () => {
      const { kind: subjectKind, id: subjectId, part = '' } = subject;
      const links = this.database.repository(EvidenceLink);
      const link = await links.findOneBy({ evidenceId, subjectKind, subjectId, part });
      if (!link) throw new NotFound('use of this evidence');
      await this.unlink(actor, link);
    });
  }

  async detachLink(actor: Actor, evidenceId: string, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const link = await this.database.repository(EvidenceLink).findOneBy({ id, evidenceId });
      if (!link) throw new NotFound('use of this evidence');
      await this.unlink(actor, link);
    });
  }

  private async unlink(actor: Actor, link: EvidenceLink): Promise<void> {
    if (link.linkedByKind === 'respondent' && actor.kind !== 'respondent') {
      throw new Conflict(
        `${link.linkedBy} attached it for the vendor: it stays where they put it. Withdraw the evidence if it must not count.`,
      );
    }
    const removed = await this.database.repository(EvidenceLink).delete({ id: link.id });
    if (removed.affected !== 1) throw new NotFound('use of this evidence');
    const { subjectKind: kind, subjectId: id, part } = link;
    const from = { kind, id, ...(part ? { part } : {}) };
    this.journal.record(actor, 'evidence.detached', subjectOf(link.evidenceId), { from }, null);
  }
}
