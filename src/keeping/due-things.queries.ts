import { Injectable } from '@nestjs/common';
import { Database, listed } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { Policies } from '../policies/index.js';
import { keptUntil } from './cutoffs.js';
import type { DueThingView } from './kept.dto.js';
import { KeptQueries, type DueThing } from './kept.queries.js';
import { keepingPeriods, kinds, ruleOf } from './kinds/index.js';

const most = 200;

/** What the next purge lets go of a kind, each thing by its name. */
@Injectable()
export class DueThings {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly kept: KeptQueries,
  ) {}

  /** The first of them. */
  async of(code: string): Promise<DueThingView[]> {
    const kind = kinds.find((one) => one.code === code);
    if (!kind) throw new NotFound('kind');
    const periods = await this.policies.read(keepingPeriods);
    const found: { place: string; thing: DueThing }[] = [];
    for (const place of kind.places) {
      for await (const due of this.kept.due(kind, place)) {
        found.push(...due.map((thing) => ({ place: place.code, thing })));
        if (found.length >= most) break;
      }
      if (found.length >= most) break;
    }
    const first = found.slice(0, most);
    const names = await this.vendors(first.map(({ thing }) => thing.vendorId));
    return first.map(({ place, thing: { id, named, period, startedOn, vendorId } }) => {
      const vendor = vendorId === null ? undefined : names.get(vendorId);
      return {
        ...{ place, id, named, startedOn },
        ...(vendorId !== null && vendor ? { vendorId, vendor } : {}),
        until: keptUntil(startedOn, period, periods),
        rule: ruleOf(period, periods),
      };
    });
  }

  private async vendors(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const known = [...new Set(ids.filter((id) => id !== null))];
    if (known.length === 0) return new Map();
    const rows = await this.database.sql<{ id: string; name: string }[]>`
      SELECT v.id, v.name FROM vendor v WHERE v.id IN (${listed(known)})`;
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
