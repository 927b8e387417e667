import { Injectable } from '@nestjs/common';
import { Database, listed } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { Tool } from '../tools/tool.entity.js';

const meanwhile = 'These tools were merged otherwise meanwhile. Look at them again, then repeat.';

/** What each tool stands for. Merged tools hang below the one that was kept; the top of each tree is what uses are counted by. */
@Injectable()
export class ToolTrees {
  constructor(private readonly database: Database) {}

  /** Hangs `mergedId` and all below it under `keptId`. */
  async join(keptId: string, mergedId: string): Promise<void> {
    const before = await this.tool(keptId);
    // Whoever takes a use of these waits here, and so does another merge of them: circles cannot close.
    await this.database.holdAlone('tool', mergedId, keptId, before.rootId);
    const [kept, merged] = [await this.tool(keptId), await this.tool(mergedId)];
    if (kept.rootId !== before.rootId) throw new Conflict(meanwhile);
    if (merged.mergedIntoId !== null) {
      throw new Conflict('This tool was merged into another one before. Undo that first.');
    }
    if (kept.rootId === mergedId) {
      throw new Conflict('The one to be kept was merged into the other before. Undo that first.');
    }
    await this.database.repository(Tool).update({ id: mergedId }, { mergedIntoId: keptId });
    await this.move(await this.below(mergedId), merged.rootId, kept.rootId);
  }

  /** Makes `mergedId`, with all below it, a tool of its own again. */
  async part(keptId: string, mergedId: string): Promise<void> {
    await this.database.holdAlone('tool', mergedId);
    const moved = await this.below(mergedId);
    await this.database.holdAlone('tool', ...moved);
    const { rootId } = await this.tool(mergedId);
    const { affected } = await this.database
      .repository(Tool)
      .update({ id: mergedId, mergedIntoId: keptId }, { mergedIntoId: null });
    if (affected !== 1) throw new Conflict(meanwhile);
    await this.move(moved, rootId, mergedId);
  }

  private async move(ids: readonly string[], from: string, to: string): Promise<void> {
    const moved = listed(ids);
    await this.database.sql`UPDATE tool SET root_id = ${to} WHERE id IN (${moved})`;
    await this.database.sql`
      UPDATE tool_use SET root_id = ${to} WHERE root_id = ${from} AND tool_id IN (${moved})`;
  }

  /** The tool and all that were merged into it, at whatever remove. */
  private async below(id: string): Promise<string[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      WITH RECURSIVE tree (id) AS (
        SELECT t.id FROM tool t WHERE t.id = ${id}
        UNION
        SELECT t.id FROM tool t JOIN tree ON t.merged_into_id = tree.id)
      SELECT id FROM tree`;
    return rows.map((row) => row.id);
  }

  private async tool(id: string): Promise<Tool> {
    const tool = await this.database.repository(Tool).findOneBy({ id });
    if (!tool) throw new NotFound('tool');
    return tool;
  }
}
