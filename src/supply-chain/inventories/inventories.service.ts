import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import type { EvidenceGrade } from '../../scoring/index.js';
import { Engagements, Vendors } from '../../vendors/index.js';
import { toolsChanged } from '../events.js';
import { MergeSuggesting } from '../merges/merge-suggesting.service.js';
import { ToolLines, type NamedTools } from '../tools/tool-lines.service.js';
import { familyOf } from '../words.js';
import { Currency } from './currency.service.js';
import { Inventory } from './inventory.entity.js';
import { InventoryLines } from './inventory-lines.service.js';
import { usualGrade, type InventoryItem, type NewInventory } from './new-inventory.js';

/** How many of what was left out are kept by name. */
const leftOutKept = 100;
const longestSubject = 200;

interface Items {
  items: readonly InventoryItem[];
  /** Where their tools were looked for before. */
  named?: NamedTools;
}

/** Lists of what vendors are built from: taken once, never changed; a newer one makes the older not current. */
@Injectable()
export class Inventories {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly tools: ToolLines,
    private readonly lines: InventoryLines,
    private readonly currency: Currency,
    private readonly suggesting: MergeSuggesting,
  ) {}

  /** One transaction. What was taken from the same source before is given as it is: `taken` is false then. */
  async take(actor: Actor, list: NewInventory & Items): Promise<{ id: string; taken: boolean }> {
    return this.database.transaction(async () => {
      await this.engagements.holdVendor(list.vendorId);
      const { source, sourceId } = list;
      const known = await this.database.repository(Inventory).findOneBy({ source, sourceId });
      if (known && known.vendorId !== list.vendorId) {
        throw new Conflict('This was taken as the list of another vendor.');
      }
      if (known) return { id: known.id, taken: false };
      return { id: await this.store(actor, list), taken: true };
    });
  }

  /** How well it is proven, once somebody has judged it. */
  async grade(actor: Actor, id: string, grade: EvidenceGrade): Promise<void> {
    await this.database.transaction(async () => {
      const inventory = await this.byId(id);
      const was = await this.lines.grade(id, grade);
      if (was === undefined || was === grade) return;
      const subject = { kind: 'inventory', id };
      this.journal.record(actor, 'inventory.graded', subject, { grade: was }, { grade });
      await this.jobs.enqueue(toolsChanged, { vendorId: inventory.vendorId, inventoryId: id });
    });
  }

  async byId(id: string): Promise<Inventory> {
    const inventory = await this.database.repository(Inventory).findOneBy({ id });
    if (!inventory) throw new NotFound('inventory');
    return inventory;
  }

  private async store(
    actor: Actor,
    { items, named, ...list }: NewInventory & Items,
  ): Promise<string> {
    await this.vendors.byId(list.vendorId);
    const engagementId = list.engagementId ?? null;
    if (engagementId !== null) {
      const engagement = await this.engagements.byId(engagementId);
      if (engagement.vendorId !== list.vendorId) throw new NotFound('engagement');
    }
    if (list.describedOn > this.clock.today()) {
      throw new Invalid({ describedOn: 'is in the future' });
    }
    const inventory: Inventory = {
      id: newId(),
      vendorId: list.vendorId,
      engagementId,
      source: list.source,
      sourceId: list.sourceId,
      family: familyOf[list.source],
      subject: list.subject?.slice(0, longestSubject) ?? '',
      format: list.format ?? null,
      formatVersion: list.formatVersion ?? null,
      describedOn: list.describedOn,
      isComplete: list.isComplete,
      isCurrent: false,
      evidenceId: list.evidenceId ?? null,
      fileName: list.fileName ?? null,
      uses: items.length,
      leftOut: (list.leftOut ?? []).slice(0, leftOutKept),
      leftOutCount: list.leftOutCount ?? list.leftOut?.length ?? 0,
      addedBy: actor.name,
      addedAt: this.clock.now(),
    };
    await this.database.repository(Inventory).insert(inventory);
    const isCurrent = await this.currency.follow(inventory);
    const { resolved, added } = await this.tools.resolve(named ?? (await this.tools.look(items)));
    const grade = list.grade ?? usualGrade[list.source];
    await this.lines.insert({ ...inventory, isCurrent }, grade, items, resolved);
    await this.suggesting.of(added);
    const { id, vendorId, leftOut: _, ...told } = inventory;
    this.journal.record(actor, 'inventory.taken', { kind: 'inventory', id }, null, {
      vendorId,
      ...told,
      tools: new Set(resolved.map(({ toolId }) => toolId)).size,
      newTools: added.length,
    });
    await this.jobs.enqueue(toolsChanged, { vendorId, inventoryId: id });
    return id;
  }
}
