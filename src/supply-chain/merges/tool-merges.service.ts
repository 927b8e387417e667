import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { toolsMerged } from '../events.js';
import { Tool } from '../tools/tool.entity.js';
import { ToolMerge, type MergeState } from './tool-merge.entity.js';
import type { NewToolMerge } from './tool-merge.dto.js';
import { ToolTrees } from './tool-trees.service.js';

/**
 * Which tools are one. A merge moves what every use of the merged tool stands for, and keeps which tool each use named: so
 * undoing it gives back exactly the uses of the merged tool, those taken since among them.
 */
@Injectable()
export class ToolMerges {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly trees: ToolTrees,
  ) {}

  async suggest(actor: Actor, { keptId, mergedId, reason }: NewToolMerge): Promise<{ id: string }> {
    if (keptId === mergedId) throw new Invalid({ mergedId: 'is the same tool' });
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.hold('tool', keptId, mergedId);
      for (const toolId of [keptId, mergedId]) await this.tool(toolId);
      if (await this.standing(keptId, mergedId)) {
        throw new Conflict('It has been suggested already that these two are one.');
      }
      const suggestedAt = this.clock.now();
      const merge = { id, keptId, mergedId, state: 'suggested', reason, version: 1 } as const;
      await this.database
        .repository(ToolMerge)
        .insert({ ...merge, suggestedBy: actor.name, suggestedAt });
      const subject = { kind: 'tool_merge', id };
      this.journal.record(actor, 'tool_merge.suggested', subject, null, merge);
    });
    return { id };
  }

  /** Also what was refused before: a person may think better of it. */
  async confirm(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const merge = await this.standingIn(id, version, ['suggested', 'refused']);
      const { keptId, mergedId } = merge;
      await this.trees.join(keptId, mergedId);
      const confirmed = { confirmedBy: actor.name, confirmedAt: this.clock.now() };
      await this.move(actor, merge, { state: 'confirmed', ...confirmed });
      await this.jobs.enqueue(toolsMerged, { keptId, mergedId });
    });
  }

  async refuse(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const merge = await this.standingIn(id, version, ['suggested']);
      const refused = { refusedBy: actor.name, refusedAt: this.clock.now() };
      await this.move(actor, merge, { state: 'refused', ...refused });
    });
  }

  async undo(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.transaction(async () => {
      const merge = await this.standingIn(id, version, ['confirmed']);
      const { keptId, mergedId } = merge;
      await this.trees.part(keptId, mergedId);
      const undone = { undoneBy: actor.name, undoneAt: this.clock.now() };
      await this.move(actor, merge, { state: 'undone', ...undone });
      await this.jobs.enqueue(toolsMerged, { keptId, mergedId });
    });
  }

  async byId(id: string): Promise<ToolMerge> {
    const merge = await this.database.repository(ToolMerge).findOneBy({ id });
    if (!merge) throw new NotFound('tool merge');
    return merge;
  }

  private async standing(oneId: string, otherId: string): Promise<boolean> {
    const [row] = await this.database.sql<object[]>`
      SELECT 1 FROM tool_merge WHERE state <> 'undone'
        AND ((kept_id = ${oneId} AND merged_id = ${otherId}) OR (kept_id = ${otherId} AND merged_id = ${oneId}))`;
    return row !== undefined;
  }

  private async standingIn(
    id: string,
    version: number,
    states: readonly MergeState[],
  ): Promise<ToolMerge> {
    const merge = await this.byId(id);
    if (merge.version !== version) throw new Stale('tool merge');
    if (!states.includes(merge.state)) {
      throw new Conflict(`This merge is ${merge.state}: that cannot be done to it now.`);
    }
    return merge;
  }

  private async move(
    actor: Actor,
    merge: ToolMerge,
    { state, ...changes }: Partial<ToolMerge> & { state: MergeState },
  ): Promise<void> {
    const { id, keptId, mergedId } = merge;
    await changeVersioned(this.database.repository(ToolMerge), 'tool merge', merge, {
      state,
      ...changes,
    });
    const was = { state: merge.state };
    const is = { state, keptId, mergedId };
    this.journal.record(actor, `tool_merge.${state}`, { kind: 'tool_merge', id }, was, is);
  }

  private async tool(id: string): Promise<Tool> {
    const tool = await this.database.repository(Tool).findOneBy({ id });
    if (!tool) throw new NotFound('tool');
    return tool;
  }
}
