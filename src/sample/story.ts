import type { ConfirmationFacts } from '../offboarding/index.js';
import type { AuditFacts, AuditKind, BridgeLetterFacts, ExceptionFacts } from '../audits/index.js';
import type { DecisionOutcome, RawDraft, ReviewFacts } from '../assessments/index.js';
import type { NewFinding } from '../findings/index.js';
import type { HandInventory } from '../supply-chain/index.js';
import type {
  ContactFacts,
  CredentialFacts,
  NewEngagement,
  VendorFacts,
} from '../vendors/index.js';

/** By question; the words of the vendor. */
export type SampleAnswers = Readonly<Record<string, RawDraft>>;

export interface SampleReview extends Omit<ReviewFacts, 'auditId' | 'scopeGap' | 'submissionId'> {
  /** The recorded audit of this kind. */
  restsOn?: AuditKind;
}

/** By question; the words of the analyst. */
export type SampleReviews = Readonly<Record<string, SampleReview>>;

export interface SampleAudit {
  facts: AuditFacts;
  exceptions?: readonly ExceptionFacts[];
  letters?: readonly BridgeLetterFacts[];
}

/** A finding raised by hand, and how far it got; `inDays` counts from the day the sample is loaded. */
export interface SampleFinding {
  facts: Omit<NewFinding, 'vendorId' | 'engagementId' | 'ownerId' | 'dueOn'>;
  plan?: { plan: string; inDays: number };
  resolution?: string;
  verification?: string;
  borne?: { reason: string; inDays: number; approved: boolean };
}

/** What a file of the vendor says that it is built from, or what somebody here heard of that. */
export interface SampleList {
  daysAgo: number;
  file?: { name: string; content: string; subject: string; describedOn: string; whole: boolean };
  heard?: HandInventory & { subject: string };
}

/** An invented vendor and what happened with it; all times are days before the sample is loaded. */
export interface Story {
  /** Under this name the journal knows that it was loaded. */
  key: string;
  vendor: VendorFacts;
  engagement: NewEngagement;
  /** Left out where we know nobody there. */
  contact?: ContactFacts;
  addedDaysAgo: number;
  /** Known as a supplier of others, too. */
  supplies?: boolean;
  /** What of ours it holds. */
  credentials?: readonly Omit<CredentialFacts, 'ownerId'>[];
  lists?: readonly SampleList[];
  /** Left out where the vendor was never sent one. */
  questionnaire?: {
    /** Key of a built-in one. */
    key: string;
    sentDaysAgo: number;
    dueDaysAgo: number;
    message?: string;
  };
  /** What we found out about it from its reports. */
  audits?: { daysAgo: number; recorded: readonly SampleAudit[] };
  /** Left out while the vendor has not answered. */
  answered?: { daysAgo: number; answers: SampleAnswers };
  reviewed?: { daysAgo: number; reviews: SampleReviews };
  /** What we found out afterwards about an auditor or a platform behind those audits. */
  doubted?: { daysAgo: number; name: string; reason: string };
  /** What somebody here noticed beside what rules raise. */
  findings?: { daysAgo: number; raised: readonly SampleFinding[] };
  decided?: {
    daysAgo: number;
    outcome: DecisionOutcome;
    reason: string;
  };
  /** How we leave it: what was ended, whom we asked, what they said of our data, and why all of it is held. */
  leaving?: {
    startedDaysAgo: number;
    endedBecause: string;
    asked: { daysAgo: number; message: string };
    said: { daysAgo: number; facts: ConfirmationFacts };
    held: { daysAgo: number; reason: string };
  };
}

/** A story told on a day (`YYYY-MM-DD`): the dates in it lie around that day. */
export type Told = (today: string) => Story;
