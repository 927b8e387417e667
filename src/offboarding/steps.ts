import type { FieldProblems } from '../platform/errors.js';

/** What leaving a vendor takes, in the order of the checklist. */
export const stepWords = {
  data: 'Our data is returned or deleted',
  credentials: 'Our credentials are revoked',
  access: 'Their access is ended',
  certificate: 'There is a certificate of deletion',
} as const;
export type StepCode = keyof typeof stepWords;
export const stepCodes = Object.keys(stepWords) as StepCode[];

/** The steps that a person says something of; the others follow from what there is. */
export const saidSteps = ['data', 'certificate'] as const;
export type SaidStep = (typeof saidSteps)[number];

export const outcomes = ['done', 'not_needed', 'open'] as const;
export type Outcome = (typeof outcomes)[number];

export const dataWasWords = {
  returned: 'Returned to us',
  deleted: 'Deleted by the vendor',
  both: 'Returned to us, then deleted',
} as const;
export type DataWas = keyof typeof dataWasWords;
export const dataWasChoices = Object.keys(dataWasWords) as DataWas[];

export const isStep = (word: string): word is StepCode => Object.hasOwn(stepWords, word);
export const isSaid = (step: StepCode): step is SaidStep =>
  (saidSteps as readonly string[]).includes(step);

/** What a person may say of a step. */
export interface Said {
  outcome: Outcome;
  dataWas?: DataWas | null | undefined;
  confirmedBy?: string | null | undefined;
  confirmedOn?: string | null | undefined;
  reason?: string | null | undefined;
}

/**
 * Everything that a step can be judged by: live credentials and links of the vendor, evidence that is attached and not
 * withdrawn, and whether the vendor itself confirmed it by its link and that was accepted here.
 */
export interface Seen {
  said: Said | undefined;
  liveCredentials: number;
  liveLinks: number;
  evidenceKinds: readonly string[];
  isConfirmed: boolean;
}

/** What is wrong with what was said of a step on the day `today` (`YYYY-MM-DD`), by field; empty where nothing is. */
export function problemsOf(step: SaidStep, said: Said, today: string): FieldProblems {
  if (said.outcome === 'open') return {};
  if (said.outcome === 'not_needed') return said.reason ? {} : { reason: 'is missing' };
  const problems: Record<string, string> = {};
  if (step === 'data' && !said.dataWas) problems['dataWas'] = 'is missing';
  if (!said.confirmedBy) problems['confirmedBy'] = 'is missing';
  if (!said.confirmedOn) problems['confirmedOn'] = 'is missing';
  else if (said.confirmedOn > today) problems['confirmedOn'] = 'is in the future';
  return problems;
}

/** Where a step stands, and what is missing where it is open (a sentence). */
export function standingOf(step: StepCode, seen: Seen): { state: Outcome; missing?: string } {
  if (step === 'credentials') return derived(seen.liveCredentials, 'credential', 'to be ended');
  if (step === 'access') return derived(seen.liveLinks, 'link', 'to be revoked');
  const outcome = seen.said?.outcome ?? 'open';
  if (outcome === 'not_needed') return { state: outcome };
  if (outcome === 'open') return { state: 'open', missing: unsaidOf(step, seen) };
  const shown =
    step === 'data'
      ? seen.isConfirmed || seen.evidenceKinds.length > 0
      : seen.evidenceKinds.includes('certificate');
  return shown ? { state: 'done' } : { state: 'open', missing: unshown[step] };
}

/** What has to be attached before a step can be said to be done. */
export const unshown: Readonly<Record<SaidStep, string>> = {
  data: 'Evidence of the vendor’s confirmation has to be attached.',
  certificate: 'The certificate has to be attached, as evidence of the kind certificate.',
};

/** A file that is attached is not enough: somebody says that it shows it. */
function unsaidOf(step: SaidStep, { evidenceKinds }: Seen): string {
  if (evidenceKinds.length === 0) return unsaid[step];
  if (step === 'data') return 'A file is attached: look at it, and note that it is done.';
  return evidenceKinds.includes('certificate')
    ? 'The certificate is attached: look at it, and note that it is done.'
    : 'What is attached is of another kind: change its kind to “Certificate”, or add the certificate.';
}

const unsaid: Readonly<Record<SaidStep, string>> = {
  data: 'The vendor has not confirmed it yet.',
  certificate: 'There is no certificate yet.',
};

function derived(live: number, what: string, act: string): { state: Outcome; missing?: string } {
  if (live === 0) return { state: 'done' };
  return { state: 'open', missing: `${live} ${what}${live === 1 ? ' has' : 's have'} ${act}.` };
}
