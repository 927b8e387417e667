import type { ReassessmentQueries } from '../../assessments/index.js';
import type { AuditQueries } from '../../audits/index.js';
import type { Database, Sql } from '../../platform/database/index.js';
import type { Figures, Policies, Policy } from '../../policies/index.js';

/** Something owed, as the facts of this moment give it. */
export interface Owed {
  subjectId: string;
  /** Tells several of one kind on one subject apart; may be empty. */
  part: string;
  vendorId: string;
  ownerId: string;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  /** What to do, beginning with a verb and without the vendor's name. */
  title: string;
  detail: Record<string, string>;
}

/** What of a stored row its place follows from. */
export interface Subject {
  subjectId: string;
  vendorId: string;
}

/** What of a stored row tells whether it was done. */
export interface Gone {
  /** Of the obligation. */
  id: string;
  subjectId: string;
  part: string;
}

/** What something that is done was done by. */
export interface Doer {
  kind: string;
  id: string;
}

/** By id of the obligation, what it was done by; null where its subject itself says so. */
export type Fulfilled = Map<string, Doer | null>;

/** Where a kind reads its facts. */
export interface Ground {
  readonly database: Database;
  readonly policies: Policies;
  readonly audits: AuditQueries;
  readonly reassessments: ReassessmentQueries;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface Kind<Code extends string = string> {
  readonly code: Code;
  readonly word: string;
  readonly subjectKind: string;
  /** The page on which it is done. */
  place(subject: Subject): string;
  /** What the vendors within `scope`, a condition on `v`, owe on the day `today`. */
  owed(ground: Ground, scope: Sql): Promise<Owed[]>;
  /** Which of these, no longer owed, were done rather than called off. */
  fulfilled(ground: Ground, gone: readonly Gone[]): Promise<Fulfilled>;
}

interface Plan<Code extends string, Fact, Key extends string> {
  code: Code;
  word: string;
  subjectKind: string;
  place(subject: Subject): string;
  policy: Policy<Key> | null;
  read(ground: Ground, scope: Sql): Promise<Fact[]>;
  rule(fact: Fact, figures: Figures<Key>, today: string): Owed[];
  /** Which of these subjects say themselves that it was done. */
  fulfilled?: (ground: Ground, subjectIds: readonly string[]) => Promise<string[]>;
  /** What each was done by, where that is something else than its subject; nothing for what was not. */
  doers?: (ground: Ground, gone: readonly Gone[]) => Promise<(Doer | undefined)[]>;
}

/** A kind of obligation: a set-based reading of the facts, and a pure rule from one fact to what is owed. */
export function kind<Code extends string, Fact, Key extends string = never>(
  plan: Plan<Code, Fact, Key>,
): Kind<Code> {
  const { code, word, subjectKind, place, policy, read, rule } = plan;
  return {
    code,
    word,
    subjectKind,
    place,
    async owed(ground, scope) {
      const figures = policy ? await ground.policies.read(policy) : ({} as Figures<Key>);
      const facts = await read(ground, scope);
      return facts.flatMap((fact) => rule(fact, figures, ground.today));
    },
    async fulfilled(ground, gone) {
      const doers = (await plan.doers?.(ground, gone)) ?? [];
      const subjects = gone.map(({ subjectId }) => subjectId);
      const done = new Set(await plan.fulfilled?.(ground, subjects));
      const found: Fulfilled = new Map();
      for (const [at, { id, subjectId }] of gone.entries()) {
        const doer = doers[at];
        if (doer || done.has(subjectId)) found.set(id, doer ?? null);
      }
      return found;
    },
  };
}
