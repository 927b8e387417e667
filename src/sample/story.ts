import type { Judgement, NewAssessment } from '../assessments/index.js';
import type { RawDraft } from '../assessments/index.js';
import type { DecisionOutcome } from '../assessments/index.js';
import type { EvidenceGrade } from '../scoring/index.js';
import type { ContactFacts, NewEngagement, VendorFacts } from '../vendors/index.js';

export interface SampleReview {
  judgement: Judgement;
  evidence: EvidenceGrade;
  comment?: string;
}

/** An invented vendor and what happened with it; all times are days before the sample is loaded. */
export interface Story {
  vendor: VendorFacts;
  engagement: NewEngagement;
  contact: ContactFacts;
  addedDaysAgo: number;
  questionnaire: {
    /** Key of a built-in one. */
    key: string;
    sentDaysAgo: number;
    dueDaysAgo: number;
    message?: NewAssessment['message'];
  };
  /** Left out while the vendor has not answered. */
  answered?: {
    daysAgo: number;
    answers: Readonly<Record<string, RawDraft>>;
  };
  reviewed?: {
    daysAgo: number;
    reviews: Readonly<Record<string, SampleReview>>;
  };
  decided?: {
    daysAgo: number;
    outcome: DecisionOutcome;
    reason: string;
    conditions?: string;
  };
}
