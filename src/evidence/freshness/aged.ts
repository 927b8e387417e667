import { addDays, addMonths } from '../../platform/clock.js';
import type { EvidenceKind } from '../kinds.js';
import type { EvidenceFigures } from './figures.js';

/** How long a kind of document is fresh after the day it was issued, `YYYY-MM-DD`. */
interface AgeRule {
  /** The last day on which it is fresh. */
  until(issuedOn: string, figures: EvidenceFigures): string;
  /** The rule, as the beginning of a sentence. */
  words(figures: EvidenceFigures): string;
}

/**
 * A list of subprocessors: fresh for `subprocessorListDays`.
 *
 * Source: our own rule. Contracts after GDPR Article 28(2) announce changes some 30 days ahead; a list that nobody
 * confirmed for a quarter of a year may have missed three of them.
 */
const subprocessorList: AgeRule = {
  until: (issuedOn, { subprocessorListDays }) => addDays(issuedOn, subprocessorListDays),
  words: ({ subprocessorListDays }) =>
    `A list of subprocessors is fresh for ${subprocessorListDays} days`,
};

/**
 * A software bill of materials: fresh for `sbomDays`.
 *
 * Source: our own figure. NTIA's minimum elements (2021) want a new one with every release; three months without
 * a release is rare among AI vendors.
 */
const sbom: AgeRule = {
  until: (issuedOn, { sbomDays }) => addDays(issuedOn, sbomDays),
  words: ({ sbomDays }) => `A software bill of materials is fresh for ${sbomDays} days`,
};

/**
 * What a vendor says of itself: fresh for `selfAssessmentMonths`.
 *
 * Source: practice with standard questionnaires (SIG, CAIQ), which are answered anew every year.
 */
const selfAssessment: AgeRule = {
  until: (issuedOn, { selfAssessmentMonths }) => addMonths(issuedOn, selfAssessmentMonths),
  words: ({ selfAssessmentMonths }) =>
    `A self-assessment is fresh for ${selfAssessmentMonths} months`,
};

/** The kinds that age by themselves; everything else is good until the day it names, if it names one. */
export const ageRules: Readonly<Partial<Record<EvidenceKind, AgeRule>>> = {
  subprocessor_list: subprocessorList,
  sbom,
  self_assessment: selfAssessment,
};
