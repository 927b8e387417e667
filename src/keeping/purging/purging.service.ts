import { Injectable } from '@nestjs/common';
import { Journal, type ErasureReason } from '../../journal/index.js';
import { system, type Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { Daily } from '../../platform/sweeps/index.js';
import { Policies } from '../../policies/index.js';
import { Gate } from '../gate.js';
import { KeptQueries, type DueThing } from '../kept.queries.js';
import { keepingPeriods, kinds, ruleOf, type KeptKind, type Place } from '../kinds/index.js';
import { purgeWanted } from './events.js';
import { LettingGo } from './letting-go.service.js';
import { Purge } from './purge.entity.js';

const batch = 100;

/** What was let go at once. */
interface LetGo {
  kind: string;
  place: string;
  ids: readonly string[];
  rules: readonly string[];
  reason: ErasureReason;
}

/** Lets go what has been kept long enough: by night, a batch a transaction, and again from where a killed process stopped. */
@Injectable()
export class Purging {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly kept: KeptQueries,
    private readonly lettingGo: LettingGo,
    private readonly gate: Gate,
  ) {}

  @Daily()
  async look(): Promise<void> {
    for (const kind of kinds) {
      if (!(await this.isWanted(kind))) continue;
      await this.database.transaction(() => this.jobs.enqueue(purgeWanted, { kind: kind.code }));
    }
  }

  @Handles(purgeWanted)
  async purge({ kind: code }: { kind: string }): Promise<void> {
    const kind = kinds.find((one) => one.code === code);
    if (!kind) return;
    for (const place of kind.places) {
      await this.finish(kind, place, system, 'retention');
      while ((await this.oneBatch(kind, place)) > 0) {
        await this.finish(kind, place, system, 'retention');
      }
    }
  }

  /** Inside a transaction: one journal entry and one row for what was let go together. */
  async note(actor: Actor, { kind, place, ids, rules, reason }: LetGo): Promise<void> {
    const [id, at] = [newId(), this.clock.now()];
    const row = { id, kind, reason, rules: [...rules], items: ids.length, by: actor.name, at };
    await this.database.repository(Purge).insert(row);
    const told = { place, reason, rules, items: ids.length, ids };
    this.journal.record(actor, 'kept.purged', { kind: 'kept_kind', id: kind }, null, told);
  }

  /** Outside a transaction: ends what is marked of a place whose content lies outside the database. */
  async finish(kind: KeptKind, place: Place, actor: Actor, reason: ErasureReason): Promise<void> {
    await this.lettingGo
      .of(place.code)
      .finish?.(({ ids, rules }) =>
        this.note(actor, { kind: kind.code, place: place.code, ids, rules, reason }),
      );
  }

  private async isWanted(kind: KeptKind): Promise<boolean> {
    for (const place of kind.places) {
      if ((await this.kept.due(kind, place, 1)).length > 0) return true;
      if (await this.lettingGo.of(place.code).isHalfDone?.()) return true;
    }
    return false;
  }

  private async oneBatch(kind: KeptKind, place: Place): Promise<number> {
    const keeper = this.lettingGo.of(place.code);
    return this.database.transaction(async () => {
      await this.gate.close();
      const due = await this.kept.due(kind, place, batch);
      if (due.length === 0) return 0;
      const byRule = await this.byRule(due);
      for (const [rule, ids] of byRule) await keeper.letGo(ids, rule, 'retention');
      if (!keeper.finish) {
        const ids = due.map(({ id }) => id);
        const rules = [...byRule.keys()];
        const told = { kind: kind.code, place: place.code, ids, rules };
        await this.note(system, { ...told, reason: 'retention' });
      }
      return due.length;
    });
  }

  private async byRule(due: readonly DueThing[]): Promise<Map<string, string[]>> {
    const periods = await this.policies.read(keepingPeriods);
    const byRule = new Map<string, string[]>();
    for (const { id, period } of due) {
      const rule = ruleOf(period, periods);
      byRule.set(rule, [...(byRule.get(rule) ?? []), id]);
    }
    return byRule;
  }
}
