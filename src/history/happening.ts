import type { Band } from '../scoring/index.js';
import type { HistoryKind } from './kinds.js';

/** One thing that happened to a vendor, as the tables say it. */
export interface Happening {
  /** Names which event of which row this is; unique, in hexadecimal digits and a dash. */
  id: string;
  /** Instant as ISO 8601 text. */
  at: string;
  kind: HistoryKind;
  /** What happened, such as `sent`; with the kind it tells which sentence is said. */
  what: string;
  subjectKind: string;
  subjectId: string;
  who: string | null;
  engagement: string | null;
  /** Of a finding, an audit, an auditor or a questionnaire. */
  title: string | null;
  /** A reason or a remark, in somebody's words. */
  note: string | null;
  /** A word that goes with it: a severity, or how something ended. */
  word: string | null;
  band: Band | null;
  /** What stands beside the band where a person has set it, as JSON. */
  overridden: string | null;
  bandBefore: Band | null;
  residual: number | null;
  residualBefore: number | null;
  /** The score that it is told beside. */
  beforeId: string | null;
  /** `YYYY-MM-DD`: until when, or for when. */
  day: string | null;
  /** A number that goes with it: which submission, which finding. */
  number: number | null;
}
