import type { EvidenceGrade } from '../../scoring/index.js';
import type { InventorySource } from '../../supply-chain/index.js';

/** From what is unknown to what is known; the four are never merged. */
export const standings = ['affected', 'clear', 'stale', 'never_asked'] as const;
export type StandingWord = (typeof standings)[number];

/** Of a vendor that is affected: a version matches or it said so; or it uses the thing in a version that is not known. */
export const certainties = ['confirmed', 'possible'] as const;
export type Certainty = (typeof certainties)[number];

export const statementStatuses = [
  'not_affected',
  'affected',
  'fixed',
  'under_investigation',
] as const;
export type StatementStatus = (typeof statementStatuses)[number];

/** A use of an affected package, as one list names it. */
export interface UseFact {
  toolId: string;
  tool: string;
  version: string | null;
  verdict: 'affected' | 'not_affected' | 'unknown';
  /** The first day on which it was no longer used, where somebody said so. */
  endedOn?: string;
}

/** A dated list of what a vendor's service is built from, with its uses of what is affected; none: it does not name it. */
export interface ListFact {
  id: string;
  /** Null where it is about all that the vendor does. */
  engagementId: string | null;
  source: InventorySource;
  grade: EvidenceGrade;
  /** The day it describes, `YYYY-MM-DD`. */
  on: string;
  isComplete: boolean;
  /** No newer list about the same thing takes its place. */
  isCurrent: boolean;
  uses: readonly UseFact[];
}

export interface StatementFact {
  id: string;
  status: StatementStatus;
  /** From when the vendor says so, `YYYY-MM-DD`. */
  on: string;
  /** Instant as ISO 8601 text. */
  recordedAt: string;
}

/** The days on which one could be hit; without an end it is still open. */
export interface Window {
  from: string | null;
  to: string | null;
}

export interface Facts {
  inventories: readonly ListFact[];
  statements: readonly StatementFact[];
  window: Window;
  /** Whether anything is said to be affected yet: until then no list shows anything. */
  isNamed: boolean;
  /** What is affected is installed, so that a list shows its absence only where it is complete. */
  isLibrary: boolean;
  today: string;
  /** How many days a list of this source counts. */
  freshDays: Readonly<Record<InventorySource, number>>;
}

export type Rule =
  | 'statement'
  | 'reopened'
  | 'version'
  | 'possible'
  | 'other_version'
  | 'aged'
  | 'before'
  | 'gone'
  | 'absent'
  | 'old'
  | 'incomplete'
  | 'unnamed'
  | 'investigating'
  | 'too_early';

export type ListHead = Pick<ListFact, 'id' | 'source' | 'on' | 'grade'>;

/** What a standing rests on: small, for it is stored for each vendor; `sentenceOf` says it. */
export interface Basis {
  rule: Rule;
  list?: ListHead;
  /** The use that decides. */
  tool?: string;
  version?: string | null;
  /** An earlier list that named it, where the deciding one does not. */
  earlier?: ListHead;
  /** A list that tells no version, before which the deciding one counts. */
  vaguer?: ListHead;
  statement?: { id: string; status: StatementStatus; on: string };
  /** From this day on it is not in use any more: a complete list of a later day shows it, or somebody said so. */
  outOfUseSince?: string;
}

export interface Standing {
  standing: StandingWord;
  certainty: Certainty | null;
  /** None where nobody was asked. */
  basis: Basis | null;
}
