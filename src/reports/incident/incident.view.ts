import type { Counts, Segment, StandingWord } from '../../incidents/index.js';
import type { ProofView, ReportFacts } from '../views/vendor-risk.view.js';

/** All that the incident report sees, on paper and on its page. Plain JSON: it is stored with the report. */
export interface IncidentReportView {
  title: string;
  today: string;
  report: ReportFacts;
  incident: {
    id: string;
    reference: string;
    title: string;
    kind: string;
    isOpen: boolean;
    lead: string;
    openedAt: string;
    openedBy: string;
    closedAt: string | null;
    closed: string | null;
    /** Who confirmed that it touches our data, and why; null where nobody has. */
    confirmed: string | null;
    window: string;
    /** As much of what happened as the first page has room for. */
    summary: string | null;
    /** The whole of it, where that is more. */
    rest: string | null;
  };
  /** What the first page says in one sentence: the four numbers. */
  headline: string;
  /** How much of the portfolio is known, in one sentence. */
  coverage: string;
  counts: Counts;
  vendors: number;
  derivedAt: string | null;
  bar: Segment[];
  /** The few lines by which somebody decides. */
  decides: { what: string; detail: string }[];
  sources: { title: string; link: string | null }[];
  records: { osvId: string; summary: string; publishedAt: string | null }[];
  affected: { name: string; ecosystem: string | null; versions: string }[];
  disputed: string[];
  groups: ReportGroup[];
  outreach: OutreachPart | null;
  rotations: RotationsPart | null;
  /** What is not known, each as a sentence with those it is about. */
  questions: { what: string; who: string[]; more: number }[];
  /** Oldest first. */
  timeline: { at: string; by: string; words: string; sentence: string | null }[];
  /** Entries before those that are told. */
  earlier: number;
  proof: Pick<ProofView, 'checkpoint' | 'viewHash'>;
}

export interface ReportGroup {
  standing: StandingWord;
  title: string;
  meaning: string;
  count: number;
  lines: {
    vendor: string;
    tier: number | null;
    word: string;
    isPossible: boolean;
    evidence: string;
    evidenceOn: string | null;
    proof: string | null;
    holds: string | null;
    sinceAt: string;
  }[];
  more: number;
}

export interface OutreachPart {
  asked: number;
  answered: number;
  late: number;
  undeliverable: number;
  rounds: { round: number; vendors: number; sentBy: string; at: string }[];
  lines: {
    vendor: string;
    tier: number | null;
    state: string;
    dueAt: string | null;
    answeredAt: string | null;
    /** Whole hours; 0 in time. */
    hoursLate: number;
  }[];
  more: number;
  /** What those that answered did about it. */
  actions: { vendor: string; says: string; did: string | null; on: string }[];
  /** Who has not answered. */
  silent: string[];
}

export interface RotationsPart {
  open: number;
  late: number;
  signedOff: number;
  notNeeded: number;
  lines: {
    credential: string;
    kind: string;
    vendor: string;
    owner: string;
    dueAt: string;
    state: string;
    isLate: boolean;
    isOpen: boolean;
    settled: string | null;
  }[];
  more: number;
}
