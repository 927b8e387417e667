import type { AccessKind, Autonomy, DataCategory } from './catalogues.js';
import type { Level, Tier } from './levels.js';
import type { LikelihoodCode } from './likelihood.js';

/** What the buyer says about one engagement. Unticked facts are false; empty lists count as VL. */
export interface EngagementFacts {
  readonly data: readonly DataCategory[];
  readonly access: readonly AccessKind[];
  readonly criticality: Level;
  readonly autonomy: Autonomy;
  readonly likelihood: Readonly<Record<LikelihoodCode, Level>>;
  readonly holdsCredentials: boolean;
  readonly codeRunsHere: boolean;
  readonly supportsCriticalFunction: boolean;
}

/** A level and the choices that caused it, as codes and as clauses; both empty if none was made. */
export interface Cause {
  readonly level: Level;
  readonly codes: readonly string[];
  readonly because: readonly string[];
}

export interface InherentRisk {
  readonly data: Cause;
  readonly access: Cause;
  readonly criticality: Cause;
  readonly autonomy: Cause;
  readonly impact: Level;
  readonly likelihood: Level;
  readonly level: Level;
  /** I, one of 10, 30, 50, 70, 90. */
  readonly value: number;
  readonly tier: Tier;
  /** The tier that the level alone would give. */
  readonly tierFromLevel: Tier;
  /** Why tier 1 is forced, in words; empty if it is not. */
  readonly forced: readonly string[];
  /** The whole derivation in plain sentences, for the page and the report. */
  readonly reasons: readonly string[];
}
