import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { slicesOf } from '../../platform/slices.js';
import { ToolMerge } from './tool-merge.entity.js';

interface Pair {
  id: string;
  purl: string | null;
  name: string;
  otherId: string;
  otherPurl: string | null;
  otherName: string;
}

const batch = 500;
/** One bare name may stand for packages of many ecosystems: more than these are no help. */
const mostOfOne = 5;

/**
 * Suggests that new tools are known ones: when their bare names are alike, or one's is an alias of the other, and one of
 * the two has no package URL. Two package URLs are two packages, whatever their names. What a person refused or undid is not
 * suggested again.
 */
@Injectable()
export class MergeSuggesting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside the transaction that added the tools. */
  async of(added: readonly string[]): Promise<void> {
    for await (const some of slicesOf(added, batch)) {
      const pairs = await this.pairs(some);
      const made = new Map<string, ToolMerge>();
      const counts = new Map<string, number>();
      for (const pair of pairs) {
        const merge = this.merge(pair);
        const count = counts.get(pair.id) ?? 0;
        const key = [merge.keptId, merge.mergedId].sort().join();
        if (made.has(key) || count >= mostOfOne) continue;
        counts.set(pair.id, count + 1);
        made.set(key, merge);
      }
      if (made.size > 0) {
        await this.database
          .repository(ToolMerge)
          .createQueryBuilder()
          .insert()
          .values([...made.values()])
          .orIgnore()
          .execute();
      }
    }
  }

  private async pairs(ids: readonly string[]): Promise<Pair[]> {
    return this.database.sql<Pair[]>`
      SELECT n.id, n.purl, n.name, o.id AS "otherId", o.purl AS "otherPurl", o.name AS "otherName"
      FROM tool n JOIN tool o ON o.id <> n.id AND (o.match_key = n.match_key OR o.id IN (
        SELECT a.tool_id FROM tool_alias a WHERE a.kind = 'name' AND a.value = n.match_key))
      WHERE n.id IN (${listed(ids)}) AND (n.purl IS NULL OR o.purl IS NULL) AND n.root_id <> o.root_id
        AND NOT EXISTS (SELECT 1 FROM tool_merge m
          WHERE (m.kept_id = n.id AND m.merged_id = o.id) OR (m.kept_id = o.id AND m.merged_id = n.id))
      ORDER BY n.id, o.id`;
  }

  private merge({ id, purl, name, otherId, otherPurl, otherName }: Pair): ToolMerge {
    // The one with a package URL is kept: advisories name it. Of two without, the older.
    const other = otherPurl ?? otherName;
    const keepsOther = purl === null && (otherPurl !== null || otherId < id);
    return {
      id: newId(),
      keptId: keepsOther ? otherId : id,
      mergedId: keepsOther ? id : otherId,
      state: 'suggested',
      reason:
        other === name
          ? `Both are called “${name}”.`
          : `Their names are alike: “${name}” and “${other}”.`,
      suggestedBy: system.name,
      suggestedAt: this.clock.now(),
      confirmedBy: null,
      confirmedAt: null,
      refusedBy: null,
      refusedAt: null,
      undoneBy: null,
      undoneAt: null,
      version: 1,
    };
  }
}
