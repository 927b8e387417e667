import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Invalid, NotFound, Stale } from '../platform/errors.js';
import { Jobs } from '../platform/jobs/index.js';
import { policyChanged } from './events.js';
import { ChangedPolicy } from './policy.entity.js';
import { declaredPolicy, usualFigures, type Figures, type Policy } from './policy.js';
import { readFigures } from './read-figures.js';

export interface StandingPolicy {
  policy: Policy;
  figures: Figures;
  /** 0 while it is as usual. */
  version: number;
  changedBy: string | null;
  changedAt: Date | null;
}

/** Figures that the rules of other domains follow. */
@Injectable()
export class Policies {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** The figures that hold now. */
  async read<Key extends string>(policy: Policy<Key>): Promise<Figures<Key>> {
    const [row] = await this.database.sql<{ figures: string }[]>`
      SELECT figures FROM policy WHERE code = ${policy.code}`;
    return row ? mergedOver(policy, JSON.parse(row.figures) as Figures) : usualFigures(policy);
  }

  async standing(code: string): Promise<StandingPolicy> {
    const policy = declaredPolicy(code);
    if (!policy) throw new NotFound('policy');
    const row = await this.database.repository(ChangedPolicy).findOneBy({ code });
    return {
      policy,
      figures: row ? mergedOver(policy, row.figures) : usualFigures(policy),
      version: row?.version ?? 0,
      changedBy: row?.changedBy ?? null,
      changedAt: row?.changedAt ?? null,
    };
  }

  /** `version` is the one that was read, 0 while the policy is as usual. */
  async change(actor: Actor, code: string, version: number, sent: unknown): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.standing(code);
      const read = readFigures(before.policy, sent);
      if (!read.ok) throw new Invalid(read.problems);
      if (before.version !== version) throw new Stale('policy');
      const figures = JSON.stringify(read.figures);
      const now = this.clock.now().toISOString();
      const written = await this.database.sql<object[]>`
        INSERT INTO policy (code, figures, changed_by, changed_at, version)
        VALUES (${code}, ${figures}, ${actor.name}, ${now}, ${version + 1})
        ON CONFLICT (code) DO UPDATE SET figures = excluded.figures, changed_by = excluded.changed_by,
          changed_at = excluded.changed_at, version = excluded.version
        WHERE policy.version = ${version} RETURNING code`;
      if (written.length !== 1) throw new Stale('policy');
      const subject = { kind: 'policy', id: code };
      this.journal.record(actor, 'policy.changed', subject, before.figures, read.figures);
      await this.jobs.enqueue(policyChanged, { code });
    });
  }
}

/** A figure that was declared after the row was written is as usual; one that is gone is left out. */
function mergedOver<Key extends string>(policy: Policy<Key>, changed: Figures): Figures<Key> {
  const usual: Figures = usualFigures(policy);
  const merged = Object.keys(usual).map((key) => [key, changed[key] ?? usual[key]]);
  return Object.fromEntries(merged) as Figures<Key>;
}
