import type { Severity } from '../findings/index.js';

export const QUESTION_KINDS = [
  'yes_no',
  'single',
  'multiple',
  'text',
  'number',
  'date',
  'tools',
  'stores',
  'audits',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const WEIGHTS = ['critical', 'standard', 'minor'] as const;
export type Weight = (typeof WEIGHTS)[number];

export interface Option {
  value: string;
  label: string;
}

export interface Domain {
  key: string;
  label: string;
}

/** When a question is asked. A question without an answer, or not applicable, satisfies neither `is` nor `answered`. */
export type Condition =
  | { question: string; is: string | string[] }
  | { question: string; answered: true }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

/** What a good answer is, so that it can be compared before a person has reviewed it. */
export type Expectation =
  | { rule: 'given'; atLeastCharacters?: number }
  | { rule: 'equals'; value: string }
  | { rule: 'oneOf'; full: string[]; partial?: string[] }
  | { rule: 'includesAll'; options: string[]; partialFrom?: number; forbidden?: string[] }
  | { rule: 'atMost'; full: number; partial?: number }
  | { rule: 'atLeast'; full: number; partial?: number }
  | { rule: 'notOlderThan'; months: number; partialMonths?: number }
  | { rule: 'tools' }
  | { rule: 'stores'; atMostDays?: number }
  | AuditsRule;

export interface AuditsRule {
  rule: 'audits';
  /** A report whose period ended at most this many months ago is current. */
  withinMonths: number;
  /** For this many months more, or after a certificate has expired, it still counts in part. */
  graceMonths: number;
}

export interface Question {
  /** Stable across versions, such as `supply.pinned`. */
  key: string;
  text: string;
  kind: QuestionKind;
  /** The choices of a `single` or `multiple` question; other kinds have none. */
  options?: Option[];
  /** What a `number` counts, such as `hours`. */
  unit?: string;
  weight: Weight;
  /** The key of one of the questionnaire's domains. */
  domain: string;
  expected: Expectation;
  /** What a good answer is, shown to the reviewer beside the answer. */
  expectedText: string;
  /** What is amiss when it is not met, as a clause for reasons: `dependencies are not pinned`. Critical ones have it. */
  gap?: string;
  /** What a finding about it says, beside the gap. */
  finding?: { severity: Severity; remediation: string };
  /** Help for the respondent. */
  guidance?: string;
  evidenceWanted?: string;
  knockOut?: true;
  allowNotApplicable: boolean;
  /** The question is asked only when this holds. */
  when?: Condition;
  /** Control references by id only, such as `CSF2:GV.SC-05`. */
  controls?: string[];
}

export interface Section {
  key: string;
  title: string;
  intro: string;
  questions: Question[];
}

/** A questionnaire as published: plain JSON, complete in itself. */
export interface QuestionnaireDefinition {
  key: string;
  title: string;
  purpose: string;
  /** How long an honest answer takes, in minutes. */
  minutes: number;
  domains: Domain[];
  sections: Section[];
}

export const YES_NO: readonly Option[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

/** Every question in the order it is asked. */
export function questionsOf(definition: QuestionnaireDefinition): Question[] {
  return definition.sections.flatMap((section) => section.questions);
}

/** The choices a question offers: its own options, Yes and No, or none. */
export function choicesOf(question: Pick<Question, 'kind' | 'options'>): readonly Option[] {
  if (question.kind === 'yes_no') return YES_NO;
  return question.kind === 'single' || question.kind === 'multiple' ? (question.options ?? []) : [];
}

/** The words for a choice; the value itself where the question does not offer it. */
export function labelOf(choices: readonly Option[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
