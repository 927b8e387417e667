import { bandWords, type Band } from './bands.js';
import {
  complianceWords,
  evidenceWords,
  floorWords,
  mitigation,
  strengthShares,
  type FloorId,
} from './constants.js';
import type { FindingLine } from './finding-lines.js';
import type { Floor } from './floors.js';
import {
  effectiveEvidence,
  partsOfPoint,
  provenParts,
  type Mark,
  type ScoredQuestion,
} from './question.js';
import { figure } from './rounding.js';
import { overrideWhy, type Override } from './override.js';
import type { DomainResult, Strength } from './strength.js';
import { listed } from './wording.js';

/** One question: every point it earned or lost. */
export interface QuestionLine {
  readonly kind: 'question';
  readonly key: string;
  readonly text: string;
  readonly domain: string;
  readonly domainLabel: string;
  /** False once not-applicable was approved: the question left the sum and w is 0. */
  readonly inSum: boolean;
  readonly w: number;
  readonly c: number;
  readonly e: number;
  readonly wc: number;
  readonly wce: number;
  /** Points of 100 that the domain loses here; those of a domain add up to 100 − C. */
  readonly lost: number;
  /** The verified findings that let it count in full. */
  readonly verified?: string;
  readonly why: string;
}

export interface DomainLine extends DomainResult {
  readonly kind: 'domain';
  readonly why: string;
}

export interface StrengthLine extends Strength {
  readonly kind: 'strength';
  readonly why: string;
}

export interface ResidualLine {
  readonly kind: 'residual';
  readonly inherent: number;
  readonly control: number;
  readonly residual: number;
  readonly band: Band;
  readonly why: string;
}

export interface FloorLine {
  readonly kind: 'floor';
  readonly id: FloorId;
  readonly atLeast: Band;
  readonly why: string;
}

export interface OverrideLine {
  readonly kind: 'override';
  readonly band: Band;
  readonly why: string;
}

export type LedgerLine =
  QuestionLine | DomainLine | StrengthLine | ResidualLine | FloorLine | FindingLine | OverrideLine;

function whyOf(question: ScoredQuestion, { standing, w, c }: Mark): string {
  switch (standing) {
    case 'approved':
      return `Not applicable, approved: ${question.notApplicableReason}. It leaves the sum.`;
    case 'claimed':
      return 'Claimed not applicable; until a reviewer approves that, it earns nothing.';
    case 'blank':
      return 'Left blank, so it earns nothing.';
    case 'answered': {
      if (question.verified !== undefined) {
        return `Verified by us (${question.verified}), so it counts in full.`;
      }
      const judged = `The answer ${complianceWords[question.compliance]}`;
      if (c === 0) return `${judged}, so it earns nothing of ${w}.`;
      const resting = question.restsOn === null ? '' : ` (${question.restsOn})`;
      const grade = evidenceWords[effectiveEvidence(question)];
      if (question.evidenceLowered === null) return `${judged}, on ${grade}${resting}.`;
      return `${judged}, on ${grade} only${resting}: ${question.evidenceLowered}.`;
    }
  }
}

/** The ledger line of one question. Source: VRM-1. */
export function questionLine(
  question: ScoredQuestion,
  mark: Mark,
  domainWeight: number,
): QuestionLine {
  const { key, text, domain, domainLabel } = question;
  const { w, c, e } = mark;
  const wce = provenParts(mark) / partsOfPoint;
  return {
    kind: 'question',
    key,
    text,
    domain,
    domainLabel,
    inSum: mark.standing !== 'approved',
    w,
    c,
    e,
    wc: w * c,
    wce,
    lost: domainWeight === 0 ? 0 : (100 * (w - wce)) / domainWeight,
    ...(question.verified === undefined ? {} : { verified: question.verified }),
    why: whyOf(question, mark),
  };
}

function domainLine(result: DomainResult): DomainLine {
  const { conformance, assured, assurance, weight, claimed, proven } = result;
  if (conformance === null || assured === null || assurance === null) {
    return {
      kind: 'domain',
      ...result,
      why: 'Nothing is left in the sum: the domain does not count.',
    };
  }
  const why =
    `Says ${figure(conformance)} (${figure(claimed)} of ${figure(weight)}), ` +
    `shown to ${figure(assurance)} %: ${figure(assured)} (${figure(proven)} of ${figure(weight)}).`;
  return { kind: 'domain', ...result, why };
}

function strengthLine(strength: Strength): StrengthLine {
  const { assured, weakest, weakestLabel, control } = strength;
  const why =
    weakestLabel === null
      ? 'No domain counts, so control strength is 0.'
      : `${strengthShares.mean} × mean ${figure(assured)} + ${strengthShares.weakest} × weakest ` +
        `${figure(weakest)} (${weakestLabel}) = ${figure(control)}.`;
  return { kind: 'strength', ...strength, why };
}

/** What the lines after the questions are made of. */
export interface Totals {
  readonly domains: readonly DomainResult[];
  readonly strength: Strength;
  readonly inherent: number;
  readonly residual: number;
  readonly band: Band;
  readonly floors: readonly Floor[];
  readonly findings: readonly FindingLine[];
  readonly override: Override | null;
  readonly bandAfterFloors: Band;
}

function residualLine({ inherent, strength, residual, band }: Totals): ResidualLine {
  const { control } = strength;
  const why =
    `${inherent} × (1 − ${mitigation} × ${figure(control)} / 100) = ${figure(residual)}: ` +
    `${bandWords[band].toLowerCase()} from the answers alone.`;
  return { kind: 'residual', inherent, control, residual, band, why };
}

function floorLine({ id, atLeast, reasons }: Floor): FloorLine {
  const why = `${floorWords[id]}: ${listed(reasons)}. At least ${bandWords[atLeast].toLowerCase()}.`;
  return { kind: 'floor', id, atLeast, why };
}

function overrideLine(override: Override, modelBand: Band): OverrideLine {
  return { kind: 'override', band: override.band, why: overrideWhy(override, modelBand) };
}

/**
 * The whole ledger: for each domain its questions and its sums, then control strength, residual,
 * floors, findings, and the override if there is one. The points of a domain's questions add up to its sums.
 */
export function ledgerOf(lines: readonly QuestionLine[], totals: Totals): LedgerLine[] {
  const ledger: LedgerLine[] = [];
  for (const result of totals.domains) {
    for (const line of lines) if (line.domain === result.domain) ledger.push(line);
    ledger.push(domainLine(result));
  }
  ledger.push(strengthLine(totals.strength), residualLine(totals));
  ledger.push(...totals.floors.map(floorLine), ...totals.findings);
  if (totals.override) ledger.push(overrideLine(totals.override, totals.bandAfterFloors));
  return ledger;
}
