import { Injectable, Logger } from '@nestjs/common';
import { Downloads, EvidenceQueries } from '../../evidence/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { GivenUp, Handles } from '../../platform/jobs/index.js';
import { spokenDay } from '../../scoring/index.js';
import { inventoryFileGiven } from '../events.js';
import { Inventories } from '../inventories/inventories.service.js';
import {
  inventoryFormats,
  sourceOfFormat,
  Unreadable,
  type ReadInventory,
} from '../reading/index.js';
import { NamedTools, ToolLines } from '../tools/tool-lines.service.js';
import { InventoryImport } from './inventory-import.entity.js';
import { InventoryImports, subjectOf } from './inventory-imports.service.js';
import { InventoryReader } from './inventory-reader.service.js';

/** More lines than these are much to write at once. */
const many = 2_000;
const unkept = 'could not be read and kept: whoever runs Assay finds the reason among its jobs';

/** Reads a file that was given, and takes what it says: all of it in one transaction, or nothing. */
@Injectable()
export class Importing {
  private readonly log = new Logger('imports');

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly imports: InventoryImports,
    private readonly inventories: Inventories,
    private readonly reader: InventoryReader,
    private readonly tools: ToolLines,
    private readonly downloads: Downloads,
    private readonly evidence: EvidenceQueries,
  ) {}

  @Handles(inventoryFileGiven)
  async read({ importId }: { importId: string }): Promise<void> {
    const file = await this.imports.byId(importId);
    if (!(await this.moved(file, { state: 'reading' }))) return;
    try {
      const named = new NamedTools(this.clock.now());
      const read = await this.contentOf(file, named);
      const day = await this.dayOf(file, read);
      if (typeof day === 'object') return await this.stand(file, 'day_wanted', day.problem);
      await this.keep(file, { ...read, named }, day);
    } catch (error) {
      if (error instanceof Unreadable) return this.stand(file, 'refused', error.message);
      throw error;
    }
  }

  @GivenUp(inventoryFileGiven)
  async giveUp({ importId }: { importId: string }): Promise<void> {
    await this.stand(await this.imports.byId(importId), 'refused', unkept);
  }

  private async contentOf(
    { evidenceId, revisionId, fileName }: InventoryImport,
    named: NamedTools,
  ): Promise<ReadInventory> {
    const content = await this.downloads.content(evidenceId, revisionId);
    return this.reader.read(content, fileName, async (items) => {
      await this.tools.look(items, named);
    });
  }

  /** What somebody said, what the file says, or when it was issued: in this order. */
  private async dayOf(
    { describedOn, evidenceId }: InventoryImport,
    read: ReadInventory,
  ): Promise<string | { problem: string }> {
    const day = describedOn ?? read.describedOn ?? (await this.evidence.byId(evidenceId)).issuedOn;
    if (!day) return { problem: 'does not say which day it describes' };
    if (day <= this.clock.today()) return day;
    return { problem: `says that it describes ${spokenDay(day)}, which is still to come` };
  }

  private async keep(
    file: InventoryImport,
    { named, ...read }: ReadInventory & { named: NamedTools },
    day: string,
  ): Promise<void> {
    const { vendorId, engagementId, evidenceId, fileName } = file;
    const { format, formatVersion, entries, repeated, dropped, items, leftOut, leftOutCount } =
      read;
    const isComplete = file.isComplete ?? read.isComplete;
    const subject = file.subject ?? subjectIn(read) ?? fileName;
    const write = (work: () => Promise<void>) =>
      items.length > many ? this.database.writingMuch(work) : work();
    await write(() =>
      this.database.transaction(async () => {
        const { id: inventoryId } = await this.inventories.take(starterOf(file), {
          ...{ vendorId, engagementId, evidenceId, fileName, format, formatVersion },
          ...{ source: sourceOfFormat(format), sourceId: file.id, subject, isComplete },
          ...{ describedOn: day, items, named, leftOut, leftOutCount },
        });
        await this.moved(file, {
          ...{ state: 'done', inventoryId, format, entries, repeated, dropped },
          ...{ subject, describedOn: day, isComplete, finishedAt: this.clock.now() },
        });
      }),
    );
  }

  private async stand(
    file: InventoryImport,
    state: 'day_wanted' | 'refused',
    problem: string,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const finishedAt = state === 'refused' ? this.clock.now() : null;
      if (!(await this.moved(file, { state, problem, finishedAt }))) return;
      const subject = subjectOf(file.id);
      this.journal.record(starterOf(file), `inventory_import.${state}`, subject, null, { problem });
    });
    this.log.log(`The import ${file.id} is ${state}.`);
  }

  /** False when it had come to its end already: a job may run twice. */
  private async moved(
    { id }: InventoryImport,
    changes: Partial<InventoryImport>,
  ): Promise<boolean> {
    const { affected } = await this.database.transaction(() =>
      this.database
        .repository(InventoryImport)
        .createQueryBuilder()
        .update()
        .set({ ...changes, version: () => 'version + 1' })
        .where('id = :id', { id })
        .andWhere("state IN ('waiting', 'reading')")
        .execute(),
    );
    return affected === 1;
  }
}

/** Lockfiles of two package managers may call their subject the same and are lists of different things. */
function subjectIn({ format, subject }: ReadInventory): string | null {
  if (subject === null) return null;
  return sourceOfFormat(format) === 'sbom' ? subject : `${subject} (${inventoryFormats[format]})`;
}

function starterOf({ startedByKind, startedById, startedBy }: InventoryImport): Actor {
  return { kind: startedByKind, id: startedById, name: startedBy };
}
