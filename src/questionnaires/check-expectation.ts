import { MAX_NUMBER, MAX_TEXT } from './answer-value.js';
import type { DefinitionReader } from './definition-reader.js';
import type { Expectation, QuestionKind } from './question.js';

type Rule = Expectation['rule'];
type Check = (
  reader: DefinitionReader,
  expected: Record<string, unknown>,
  path: string,
  choices: ReadonlySet<string>,
) => void;

const RULES_OF: Readonly<Record<QuestionKind, readonly Rule[]>> = {
  yes_no: ['given', 'equals'],
  single: ['given', 'equals', 'oneOf'],
  multiple: ['given', 'includesAll'],
  text: ['given'],
  number: ['given', 'atMost', 'atLeast'],
  date: ['given', 'notOlderThan'],
  tools: ['given', 'tools'],
  stores: ['given', 'stores'],
  audits: ['given', 'audits'],
};

const MOST_MONTHS = 600;

const CHECKS: Readonly<Record<Rule, { fields: readonly string[]; check: Check }>> = {
  given: {
    fields: ['atLeastCharacters'],
    check: (reader, expected, path) =>
      optional(reader, expected, 'atLeastCharacters', path, MAX_TEXT),
  },
  equals: {
    fields: ['value'],
    check: (reader, expected, path, choices) =>
      offered(reader, [expected['value']], `${path}.value`, choices),
  },
  oneOf: {
    fields: ['full', 'partial'],
    check: (reader, expected, path, choices) => {
      offered(
        reader,
        reader.list(expected['full'], `${path}.full`, 1, 50),
        `${path}.full`,
        choices,
      );
      optionalChoices(reader, expected, 'partial', path, choices);
      exclusive(reader, expected['full'], expected['partial'], `${path}.partial`);
    },
  },
  includesAll: {
    fields: ['options', 'partialFrom', 'forbidden'],
    check: (reader, expected, path, choices) => {
      const wanted = reader.list(expected['options'], `${path}.options`, 1, 50);
      offered(reader, wanted, `${path}.options`, choices);
      optionalChoices(reader, expected, 'forbidden', path, choices);
      exclusive(reader, expected['options'], expected['forbidden'], `${path}.forbidden`);
      optional(reader, expected, 'partialFrom', path, 1);
    },
  },
  atMost: {
    fields: ['full', 'partial'],
    check: (reader, expected, path) => bounds(reader, expected, path, (full, part) => part > full),
  },
  atLeast: {
    fields: ['full', 'partial'],
    check: (reader, expected, path) => bounds(reader, expected, path, (full, part) => part < full),
  },
  notOlderThan: {
    fields: ['months', 'partialMonths'],
    check: (reader, expected, path) => {
      reader.whole(expected['months'], `${path}.months`, 1, MOST_MONTHS);
      const { months, partialMonths } = expected;
      if (partialMonths === undefined) return;
      reader.whole(partialMonths, `${path}.partialMonths`, 1, MOST_MONTHS);
      if (typeof partialMonths !== 'number' || typeof months !== 'number') return;
      if (partialMonths <= months) {
        reader.report(`${path}.partialMonths`, 'is not longer ago than what meets it fully');
      }
    },
  },
  tools: { fields: [], check: () => undefined },
  stores: {
    fields: ['atMostDays'],
    check: (reader, expected, path) => optional(reader, expected, 'atMostDays', path, 36_500),
  },
  audits: {
    fields: ['withinMonths', 'graceMonths'],
    check: (reader, expected, path) => {
      reader.whole(expected['withinMonths'], `${path}.withinMonths`, 1, MOST_MONTHS);
      reader.whole(expected['graceMonths'], `${path}.graceMonths`, 0, MOST_MONTHS);
    },
  },
};

/** Checks that an expectation is well formed and fits the kind of question and its choices. */
export function checkExpectation(
  reader: DefinitionReader,
  raw: unknown,
  kind: QuestionKind,
  choices: ReadonlySet<string>,
  path: string,
): void {
  const fields = [...new Set(Object.values(CHECKS).flatMap((entry) => entry.fields))];
  const expected = reader.object(raw, path, ['rule', ...fields]);
  if (!expected) return;
  const rule = reader.oneOf(expected['rule'], `${path}.rule`, RULES_OF[kind]);
  if (!rule) return;
  for (const name of Object.keys(expected)) {
    if (name === 'rule' || CHECKS[rule].fields.includes(name) || !fields.includes(name)) continue;
    reader.report(`${path}.${name}`, `does not belong to the rule “${rule}”`);
  }
  CHECKS[rule].check(reader, expected, path, choices);
}

function offered(
  reader: DefinitionReader,
  values: readonly unknown[],
  path: string,
  choices: ReadonlySet<string>,
): void {
  if (values.every((value) => typeof value === 'string' && choices.has(value))) return;
  reader.report(path, 'names a choice that the question does not offer');
}

function optionalChoices(
  reader: DefinitionReader,
  expected: Record<string, unknown>,
  name: string,
  path: string,
  choices: ReadonlySet<string>,
): void {
  if (expected[name] === undefined) return;
  const values = reader.list(expected[name], `${path}.${name}`, 0, 50);
  offered(reader, values, `${path}.${name}`, choices);
}

function exclusive(reader: DefinitionReader, one: unknown, other: unknown, path: string): void {
  if (!Array.isArray(one) || !Array.isArray(other)) return;
  if (other.some((value) => one.includes(value))) {
    reader.report(path, 'names a choice that stands in the other list too');
  }
}

function optional(
  reader: DefinitionReader,
  expected: Record<string, unknown>,
  name: string,
  path: string,
  most: number,
): void {
  if (expected[name] !== undefined) amount(reader, expected[name], `${path}.${name}`, most);
}

function amount(reader: DefinitionReader, raw: unknown, path: string, most: number): void {
  if (typeof raw === 'number' && raw >= 0 && raw <= most) return;
  reader.report(path, `is not a number from 0 to ${most}`);
}

function bounds(
  reader: DefinitionReader,
  expected: Record<string, unknown>,
  path: string,
  isLaxer: (full: number, partial: number) => boolean,
): void {
  const { full, partial } = expected;
  amount(reader, full, `${path}.full`, MAX_NUMBER);
  if (partial === undefined) return;
  amount(reader, partial, `${path}.partial`, MAX_NUMBER);
  if (typeof full !== 'number' || typeof partial !== 'number' || !isLaxer(full, partial)) {
    reader.report(`${path}.partial`, 'is not laxer than what meets it fully');
  }
}
