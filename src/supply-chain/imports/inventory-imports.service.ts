import { Injectable } from '@nestjs/common';
import {
  EvidenceQueries,
  EvidenceStore,
  limited,
  titleOfFile,
  type GivenFile,
} from '../../evidence/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Engagements } from '../../vendors/index.js';
import { inventoryFileGiven } from '../events.js';
import { limits, tooLarge } from '../reading/index.js';
import type { NewInventoryImport } from './inventory-import.dto.js';
import { InventoryImport } from './inventory-import.entity.js';
import { InventoryReader } from './inventory-reader.service.js';

const readable = ['text/plain', 'application/json', 'application/xml'];

export const subjectOf = (id: string) => ({ kind: 'inventory_import', id });

/** Files that are to become inventories: taken as evidence, and read by a job. */
@Injectable()
export class InventoryImports {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly store: EvidenceStore,
    private readonly evidence: EvidenceQueries,
    private readonly engagements: Engagements,
    private readonly reader: InventoryReader,
  ) {}

  /** Takes a file; `told` is read once it is here. */
  async receive(
    actor: Actor,
    vendorId: string,
    file: GivenFile,
    told: () => Promise<NewInventoryImport>,
  ): Promise<{ id: string }> {
    const id = newId();
    let wanted: NewInventoryImport = {};
    const facts = async () => {
      wanted = await told();
      this.refuseFuture(wanted.describedOn);
      const { describedOn: issuedOn } = wanted;
      const title = titleOfFile(file.name);
      return { kind: 'sbom' as const, title, ...(issuedOn ? { issuedOn } : {}) };
    };
    this.reader.expect(file.name);
    await this.store.receiveFor(
      actor,
      { ...file, content: limited(file.content, limits.bytes, tooLarge) },
      { vendorId, facts },
      {
        alongside: (evidenceId) => this.begin(actor, id, evidenceId, wanted),
      },
    );
    return { id };
  }

  /** Reads the file in force of a piece of evidence. */
  async ofEvidence(
    actor: Actor,
    evidenceId: string,
    wanted: NewInventoryImport,
  ): Promise<{ id: string }> {
    this.refuseFuture(wanted.describedOn);
    const id = newId();
    await this.database.transaction(() => this.begin(actor, id, evidenceId, wanted));
    return { id };
  }

  /** Says which day a file describes that does not say so itself; it is read again. */
  async sayDay(actor: Actor, id: string, version: number, describedOn: string): Promise<void> {
    this.refuseFuture(describedOn);
    await this.database.transaction(async () => {
      const { state } = await this.byId(id);
      if (state !== 'day_wanted') {
        throw new Conflict('The day is asked for only while it is the day that is missing.');
      }
      const changes = { describedOn, state: 'waiting', problem: null } as const;
      const imports = this.database.repository(InventoryImport);
      await changeVersioned(imports, 'inventory import', { id, version }, changes);
      this.journal.record(actor, 'inventory_import.day_said', subjectOf(id), null, { describedOn });
      await this.jobs.enqueue(inventoryFileGiven, { importId: id });
    });
  }

  /** Lets go of a file whose day nobody knows: nothing of it counts, it stays as evidence, and may be imported again. */
  async giveUp(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const { state, problem } = await this.byId(id);
      if (state !== 'day_wanted') {
        throw new Conflict('Only an import that waits for its day can be given up.');
      }
      const changes = { state: 'given_up', finishedAt: this.clock.now() } as const;
      const imports = this.database.repository(InventoryImport);
      await changeVersioned(imports, 'inventory import', { id, version }, changes);
      this.journal.record(actor, 'inventory_import.given_up', subjectOf(id), { problem }, null);
    });
  }

  async byId(id: string): Promise<InventoryImport> {
    const found = await this.database.repository(InventoryImport).findOneBy({ id });
    if (!found) throw new NotFound('inventory import');
    return found;
  }

  /** Inside a transaction. */
  private async begin(
    actor: Actor,
    id: string,
    evidenceId: string,
    { describedOn, subject, isComplete, engagementId }: NewInventoryImport,
  ): Promise<void> {
    await this.database.hold('evidence', evidenceId);
    const file = await this.evidence.byId(evidenceId);
    const { vendorId, revisionId, name: fileName } = file;
    if (file.withdrawnAt) throw new Conflict('This evidence was withdrawn.');
    if (file.bytes > limits.bytes) throw new Invalid({ file: tooLarge });
    if (!readable.includes(file.mediaType)) {
      throw new Invalid({
        file: 'is no bill of materials and no lockfile: those are JSON, XML or text',
      });
    }
    if (engagementId) {
      const engagement = await this.engagements.byId(engagementId);
      if (engagement.vendorId !== vendorId) throw new NotFound('engagement');
    }
    await this.refuseTwice(revisionId);
    const told = {
      ...{ vendorId, evidenceId, revisionId, fileName, engagementId: engagementId ?? null },
      ...{ describedOn: describedOn ?? null, subject: subject ?? null },
      isComplete: isComplete ?? null,
    };
    await this.database.repository(InventoryImport).insert({
      ...{ id, ...told, state: 'waiting', problem: null, format: null, inventoryId: null },
      ...{ entries: null, repeated: null, dropped: null },
      ...{ startedByKind: actor.kind, startedById: actor.id, startedBy: actor.name },
      ...{ startedAt: this.clock.now(), finishedAt: null, version: 1 },
    });
    this.journal.record(actor, 'inventory_import.begun', subjectOf(id), null, told);
    await this.jobs.enqueue(inventoryFileGiven, { importId: id });
  }

  private async refuseTwice(revisionId: string): Promise<void> {
    const [under] = await this.database.sql<object[]>`
      SELECT 1 AS one FROM inventory_import
      WHERE revision_id = ${revisionId} AND state IN ('waiting', 'reading', 'day_wanted')`;
    if (under) throw new Conflict('This file is being read already.');
  }

  private refuseFuture(day: string | undefined): void {
    if (day && day > this.clock.today()) {
      throw new Invalid({ describedOn: 'is in the future' });
    }
  }
}
