import { Injectable } from '@nestjs/common';
import { Journal, type ErasureReason } from '../../journal/index.js';
import { system, type Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { slicesOf } from '../../platform/slices.js';
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
}

interface Batch {
  kind: KeptKind;
  place: Place;
  among: readonly string[];
  day: string | undefined;
}

/** Who had it let go and why, and in which run somebody asked for. */
export interface PurgedFor {
  actor: Actor;
  reason: ErasureReason;
  runId: string | null;
}

const byItself: PurgedFor = { actor: system, reason: 'retention', runId: null };

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
    const day = this.clock.today();
    for (const kind of kinds) {
      if (!(await this.isWanted(kind))) continue;
      await this.database.transaction(() =>
        this.jobs.enqueue(purgeWanted, { kind: kind.code, day }),
      );
    }
  }

  @Handles(purgeWanted)
  async onWanted({ kind: code, day }: { kind: string; day?: string }): Promise<void> {
    const kind = kinds.find((one) => one.code === code);
    if (kind) await this.purge(kind, byItself, day);
  }

  /** All of a kind that is due, and what a run that was killed left half done. */
  async purge(kind: KeptKind, by: PurgedFor, day?: string): Promise<void> {
    for (const place of kind.places) {
      await this.finish(kind, place, by);
      for await (const due of this.kept.due(kind, place, day)) {
        for await (const some of slicesOf(due, batch)) {
          const among = some.map(({ id }) => id);
          await this.oneBatch({ kind, place, among, day }, by);
          await this.finish(kind, place, by);
        }
      }
    }
  }

  /** Inside a transaction: one journal entry and one row for what was let go together. */
  async note(
    { actor, reason, runId }: PurgedFor,
    { kind, place, ids, rules }: LetGo,
  ): Promise<void> {
    const [id, at] = [newId(), this.clock.now()];
    const said = { kind, reason, rules: [...rules], items: ids.length };
    const row = { id, ...said, by: actor.name, at, runId };
    await this.database.repository(Purge).insert(row);
    const told = { place, reason, rules, items: ids.length, ids };
    this.journal.record(actor, 'kept.purged', { kind: 'kept_kind', id: kind }, null, told);
  }

  private async finish(kind: KeptKind, place: Place, by: PurgedFor): Promise<void> {
    await this.lettingGo
      .of(place.code)
      .finish?.(({ ids, rules }) =>
        this.note(by, { kind: kind.code, place: place.code, ids, rules }),
      );
  }

  private async isWanted(kind: KeptKind): Promise<boolean> {
    for (const place of kind.places) {
      if (await this.lettingGo.of(place.code).isHalfDone?.()) return true;
      for await (const due of this.kept.due(kind, place)) if (due.length > 0) return true;
    }
    return false;
  }

  /** Those of some things that are due still: a hold may have been placed, or somebody else was quicker. */
  private async oneBatch({ kind, place, among, day }: Batch, by: PurgedFor): Promise<void> {
    const keeper = this.lettingGo.of(place.code);
    await this.database.transaction(async () => {
      await this.gate.close();
      const due = await this.kept.dueAmong(kind, place, among, day);
      if (due.length === 0) return;
      const byRule = await this.byRule(due);
      for (const [rule, ids] of byRule) await keeper.letGo(ids, rule, 'retention');
      if (keeper.finish) return;
      const ids = due.map(({ id }) => id);
      const rules = [...byRule.keys()];
      await this.note(by, { kind: kind.code, place: place.code, ids, rules });
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
