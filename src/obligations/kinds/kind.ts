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
  /** Which of these subjects, no longer owed, were done rather than called off. */
  fulfilled(ground: Ground, subjectIds: readonly string[]): Promise<string[]>;
}

interface Plan<Code extends string, Fact, Key extends string> {
  code: Code;
  word: string;
  subjectKind: string;
  place(subject: Subject): string;
  policy: Policy<Key> | null;
  read(ground: Ground, scope: Sql): Promise<Fact[]>;
  rule(fact: Fact, figures: Figures<Key>, today: string): Owed[];
  fulfilled?: (ground: Ground, subjectIds: readonly string[]) => Promise<string[]>;
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
    fulfilled: plan.fulfilled ?? (() => Promise.resolve([])),
  };
}
