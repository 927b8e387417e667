import { severities } from '../findings/index.js';
import { checkCondition } from './check-condition.js';
import { checkExpectation } from './check-expectation.js';
import type { DefinitionReader } from './definition-reader.js';
import { QUESTION_KINDS, type QuestionKind, WEIGHTS, YES_NO } from './question.js';

const FIELDS = [
  'key',
  'text',
  'kind',
  'options',
  'unit',
  'weight',
  'domain',
  'expected',
  'expectedText',
  'gap',
  'finding',
  'guidance',
  'evidenceWanted',
  'knockOut',
  'allowNotApplicable',
  'when',
  'controls',
];
const CHOICE = /^[a-z0-9][a-z0-9_-]{0,59}$/;
const ENDS_OR_BREAKS = /[.!?;:,]$|\n/;
const CONTROL = /^[A-Z][A-Z0-9]{1,15}:[A-Z0-9][A-Za-z0-9&.-]{0,31}$/;

/** Checks one question of a definition by itself; what its condition names is checked elsewhere. */
export function checkQuestion(
  reader: DefinitionReader,
  raw: unknown,
  path: string,
  domains: ReadonlySet<string>,
  taken: Set<string>,
): void {
  const question = reader.object(raw, path, FIELDS);
  if (!question) return;
  reader.uniqueKey(question['key'], `${path}.key`, taken);
  checkWords(reader, question, path);
  const weight = reader.oneOf(question['weight'], `${path}.weight`, WEIGHTS);
  const domain = question['domain'];
  if (typeof domain !== 'string' || !domains.has(domain)) {
    reader.report(`${path}.domain`, 'is not one of the domains of the questionnaire');
  }
  const kind = reader.oneOf(question['kind'], `${path}.kind`, QUESTION_KINDS);
  if (kind) {
    const choices = checkOptions(reader, question['options'], kind, `${path}.options`);
    checkExpectation(reader, question['expected'], kind, choices, `${path}.expected`);
    checkUnit(reader, question['unit'], kind, `${path}.unit`);
  }
  if (typeof question['allowNotApplicable'] !== 'boolean') {
    reader.report(`${path}.allowNotApplicable`, 'is not true or false');
  }
  checkGap(reader, question['gap'], weight, `${path}.gap`);
  checkFinding(reader, question['finding'], `${path}.finding`);
  checkKnockOut(reader, question, weight, path);
  if (question['when'] !== undefined) checkCondition(reader, question['when'], `${path}.when`);
  if (question['controls'] !== undefined) checkControls(reader, question['controls'], path);
}

function checkWords(
  reader: DefinitionReader,
  question: Record<string, unknown>,
  path: string,
): void {
  reader.text(question['text'], `${path}.text`, 500);
  reader.text(question['expectedText'], `${path}.expectedText`, 1000);
  for (const name of ['guidance', 'evidenceWanted']) {
    if (question[name] !== undefined) reader.text(question[name], `${path}.${name}`, 1000);
  }
}

function checkOptions(
  reader: DefinitionReader,
  raw: unknown,
  kind: QuestionKind,
  path: string,
): ReadonlySet<string> {
  if (kind === 'yes_no')
    return noOptions(
      reader,
      raw,
      path,
      YES_NO.map((option) => option.value),
    );
  if (kind !== 'single' && kind !== 'multiple') return noOptions(reader, raw, path, []);
  const values = new Set<string>();
  reader.list(raw, path, 2, 50).forEach((entry, at) => {
    const option = reader.object(entry, `${path}.${at}`, ['value', 'label']);
    if (!option) return;
    reader.text(option['label'], `${path}.${at}.label`, 300);
    const value = option['value'];
    if (typeof value !== 'string' || !CHOICE.test(value)) {
      reader.report(`${path}.${at}.value`, 'is not made of small letters, digits, - and _');
    } else if (values.has(value)) {
      reader.report(`${path}.${at}.value`, `is offered twice: “${value}”`);
    } else values.add(value);
  });
  return values;
}

function noOptions(
  reader: DefinitionReader,
  raw: unknown,
  path: string,
  values: string[],
): ReadonlySet<string> {
  if (raw !== undefined) reader.report(path, 'does not belong to a question of this kind');
  return new Set(values);
}

function checkUnit(reader: DefinitionReader, raw: unknown, kind: QuestionKind, path: string): void {
  if (raw === undefined) return;
  if (kind !== 'number') reader.report(path, 'belongs only to a number');
  else reader.text(raw, path, 40);
}

function checkGap(
  reader: DefinitionReader,
  raw: unknown,
  weight: string | undefined,
  path: string,
): void {
  if (raw === undefined) {
    if (weight === 'critical') reader.report(path, 'is needed where a question is critical');
    return;
  }
  const gap = reader.text(raw, path, 200);
  if (gap !== undefined && ENDS_OR_BREAKS.test(gap)) {
    reader.report(path, 'is not one clause without a full stop, such as “nothing is pinned”');
  }
}

function checkFinding(reader: DefinitionReader, raw: unknown, path: string): void {
  if (raw === undefined) return;
  const finding = reader.object(raw, path, ['severity', 'remediation']);
  if (!finding) return;
  reader.oneOf(finding['severity'], `${path}.severity`, severities);
  reader.text(finding['remediation'], `${path}.remediation`, 1000);
}

function checkKnockOut(
  reader: DefinitionReader,
  question: Record<string, unknown>,
  weight: string | undefined,
  path: string,
): void {
  const knockOut = question['knockOut'];
  if (knockOut === undefined) return;
  if (knockOut !== true) {
    reader.report(`${path}.knockOut`, 'is neither true nor left out');
  } else if (weight !== 'critical') {
    reader.report(`${path}.knockOut`, 'belongs only to a critical question');
  } else if ((question['expected'] as { rule?: unknown } | undefined)?.rule === 'given') {
    reader.report(`${path}.knockOut`, 'needs an expectation that can fail');
  }
}

function checkControls(reader: DefinitionReader, raw: unknown, path: string): void {
  reader.list(raw, `${path}.controls`, 0, 20).forEach((entry, at) => {
    if (typeof entry === 'string' && entry.length <= 60 && CONTROL.test(entry)) return;
    reader.report(`${path}.controls.${at}`, 'is not a framework and an id, such as CSF2:GV.SC-05');
  });
}
