import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../platform/clock.js';
import { Database, listed } from '../../../platform/database/index.js';
import { newId } from '../../../platform/ids.js';
import { Advisory, AdvisoryAlias, AdvisoryPackage } from '../advisory.entity.js';
import { AdvisoryBond, type BondRule } from './event.entity.js';
import { Grouping } from './grouping.service.js';
import { likenessOf } from './same-event.js';

const mostTies = 200;
const mostAlike = 100;

interface Tie {
  otherId: string;
  rule: BondRule;
  why: string;
}

/** Finds which other advisories tell of the event that one tells of, and keeps its bonds accordingly. */
@Injectable()
export class Ties {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly grouping: Grouping,
  ) {}

  /** Follows what the advisory says now. What a person decided of two advisories stays decided. */
  async follow(advisoryId: string, isNew = false): Promise<void> {
    const advisory = await this.database.repository(Advisory).findOneByOrFail({ id: advisoryId });
    const bonds = await this.bondsOf(advisoryId);
    const alike = await this.alike(advisory);
    const ties = new Map<string, Tie>();
    for (const tie of alike) ties.set(tie.otherId, tie);
    for (const tie of await this.byAlias(advisory)) ties.set(tie.otherId, tie);
    // Its event was made with it and says all there is to say: most records stay alone.
    if (isNew && ties.size === 0) return this.grouping.tell([advisory.eventId]);
    for (const [otherId, bond] of bonds) {
      if (bond.decidedBy === null && !ties.has(otherId)) {
        await this.database.repository(AdvisoryBond).delete({ id: bond.id });
      }
    }
    for (const tie of ties.values()) await this.tie(advisoryId, tie, bonds.get(tie.otherId));
    await this.grouping.regroup([advisory.eventId]);
  }

  private async tie(advisoryId: string, tie: Tie, before?: AdvisoryBond): Promise<void> {
    const state = tie.rule === 'close' ? ('suggested' as const) : ('holds' as const);
    const bonds = this.database.repository(AdvisoryBond);
    if (!before) {
      const [oneId = '', otherId = ''] = [advisoryId, tie.otherId].sort();
      const { rule, why } = tie;
      const none = { decidedBy: null, decidedAt: null, reason: null };
      const createdAt = this.clock.now();
      await bonds.insert({
        id: newId(),
        oneId,
        otherId,
        rule,
        why,
        state,
        ...none,
        createdAt,
        version: 1,
      });
      return;
    }
    if (before.decidedBy !== null) return;
    if (before.rule === tie.rule && before.why === tie.why) return;
    const { rule, why } = tie;
    await bonds.update({ id: before.id }, { rule, why, state, version: before.version + 1 });
  }

  private async bondsOf(id: string): Promise<Map<string, AdvisoryBond>> {
    const bonds = await this.database
      .repository(AdvisoryBond)
      .findBy([{ oneId: id }, { otherId: id }]);
    return new Map(bonds.map((bond) => [bond.oneId === id ? bond.otherId : bond.oneId, bond]));
  }

  private async byAlias({ id, osvId }: Advisory): Promise<Tie[]> {
    const aliases = await this.database.repository(AdvisoryAlias).findBy({ advisoryId: id });
    const own = aliases.map(({ value }) => value);
    const values = listed([osvId, ...own]);
    const rows = await this.database.sql<{ id: string; osvId: string; value: string }[]>`
      SELECT a.id, a.osv_id AS "osvId", a.osv_id AS value FROM advisory a
      WHERE a.id <> ${id} AND a.osv_id IN (${values})
      UNION ALL
      SELECT a.id, a.osv_id AS "osvId", x.value FROM advisory_alias x JOIN advisory a ON a.id = x.advisory_id
      WHERE a.id <> ${id} AND x.value IN (${values})
      LIMIT ${mostTies}`;
    const why = (row: { osvId: string; value: string }): string => {
      if (row.value === row.osvId) return `${osvId} names ${row.osvId} as an alias.`;
      if (row.value === osvId) return `${row.osvId} names ${osvId} as an alias.`;
      return `${osvId} and ${row.osvId} have the alias ${row.value} in common.`;
    };
    return rows
      .toReversed()
      .map((row) => ({ otherId: row.id, rule: 'alias' as const, why: why(row) }));
  }

  private async alike(advisory: Advisory): Promise<Tie[]> {
    if (advisory.kind !== 'malware' || advisory.withdrawnAt) return [];
    const packages = this.database.repository(AdvisoryPackage);
    const own = await packages.findBy({ advisoryId: advisory.id });
    const purls = [...new Set(own.flatMap(({ purl }) => purl ?? []))].slice(0, 500);
    if (purls.length === 0) return [];
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT a.id FROM advisory a WHERE a.kind = 'malware' AND a.withdrawn_at IS NULL AND a.id <> ${advisory.id}
        AND a.id IN (SELECT p.advisory_id FROM advisory_package p WHERE p.purl IN (${listed(purls)}))
      ORDER BY a.id LIMIT ${mostAlike}`;
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    const others = await this.database.repository(Advisory).findBy({ id: In(ids) });
    const theirs = await packages.findBy({ advisoryId: In(ids) });
    const told = { packages: own, publishedAt: advisory.publishedAt };
    const ties: Tie[] = [];
    for (const { id: otherId, publishedAt } of others) {
      const its = theirs.filter(({ advisoryId }) => advisoryId === otherId);
      const likeness = likenessOf(told, { packages: its, publishedAt });
      if (likeness) ties.push({ otherId, ...likeness });
      await nextTurn();
    }
    return ties;
  }
}
