import type { Band } from './bands.js';
import type { Tier } from './levels.js';

/** Weight w of a question, in points. Source: VRM-1. */
export const weights = { critical: 20, standard: 10, minor: 5 } as const;
export type Weight = keyof typeof weights;

/** Compliance c of an answer, 0 to 1. Source: VRM-1. */
export const compliances = {
  meets: 1,
  partial: 0.5,
  compensated: 0.5,
  does_not_meet: 0,
  insufficient: 0,
} as const;
export type Compliance = keyof typeof compliances;

export const complianceWords: Readonly<Record<Compliance, string>> = {
  meets: 'meets what is expected',
  partial: 'meets part of what is expected',
  compensated: 'is covered by a compensating control that we accepted',
  does_not_meet: 'does not meet what is expected',
  insufficient: 'does not say enough to be judged',
};

/** How well an answer is proven, e, 0.50 to 1.00, in rising order. Source: VRM-1. */
export const evidenceGrades = {
  assertion: 0.5,
  document: 0.65,
  artefact: 0.8,
  audit: 0.95,
  verified: 1,
} as const;
export type EvidenceGrade = keyof typeof evidenceGrades;

export const evidenceWords: Readonly<Record<EvidenceGrade, string>> = {
  assertion: "the vendor's word",
  document: "the vendor's own document",
  artefact: 'an artefact we inspected',
  audit: 'an independent audit in scope and in period',
  verified: 'our own verification',
};

/** Control strength K: share of the mean and of the weakest domain. Source: VRM-1. */
export const strengthShares = { mean: 0.75, weakest: 0.25 } as const;

/** How much of the inherent risk perfect controls can take away, 0 to 1. Source: VRM-1. */
export const mitigation = 0.85;

export const floorIds = ['F1', 'F2', 'F3', 'F4', 'F5'] as const;
export type FloorId = (typeof floorIds)[number];

/** The lowest band that a floor allows, by tier; null where it does not apply. Source: VRM-1. */
export const floorBands: Readonly<Record<FloorId, Readonly<Record<Tier, Band | null>>>> = {
  F1: { 1: 'high', 2: 'high', 3: 'high', 4: 'high' },
  F2: { 1: 'very_high', 2: 'very_high', 3: 'high', 4: 'high' },
  F3: { 1: 'moderate', 2: 'moderate', 3: null, 4: null },
  F4: { 1: 'moderate', 2: null, 3: null, 4: null },
  F5: { 1: 'high', 2: 'high', 3: 'high', 4: 'high' },
};

export const floorWords: Readonly<Record<FloorId, string>> = {
  F1: 'Knock-out question answered adversely or left blank',
  F2: 'Tool in use matches a malware advisory',
  F3: 'Overall assurance is too low for the tier',
  F4: 'Key evidence has expired',
  F5: 'Open incident touching our data',
};

/** F3 applies below this overall assurance, 0 to 100. Source: VRM-1. */
export const assuranceWanted = 60;

/** F4 applies when key evidence expired more than this many days ago. Source: VRM-1. */
export const expiryGraceDays = 90;

/** How many drivers a score names. Source: VRM-1. */
export const driversShown = 5;
