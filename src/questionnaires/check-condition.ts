import type { DefinitionReader } from './definition-reader.js';

const DEEPEST = 5;
const MOST_PARTS = 20;

/** Checks that a condition is well formed; whether the questions it names exist is checked elsewhere. */
export function checkCondition(
  reader: DefinitionReader,
  raw: unknown,
  path: string,
  depth = 1,
): void {
  const condition = reader.object(raw, path, ['question', 'is', 'answered', 'all', 'any', 'not']);
  if (!condition) return;
  const names = Object.keys(condition).sort().join(' ');
  if (depth > DEEPEST) {
    reader.report(path, `is nested more than ${DEEPEST} deep`);
  } else if (names === 'all' || names === 'any') {
    reader.list(condition[names], `${path}.${names}`, 1, MOST_PARTS).forEach((part, at) => {
      checkCondition(reader, part, `${path}.${names}.${at}`, depth + 1);
    });
  } else if (names === 'not') {
    checkCondition(reader, condition['not'], `${path}.not`, depth + 1);
  } else if (names === 'is question') {
    reader.key(condition['question'], `${path}.question`);
    checkIs(reader, condition['is'], `${path}.is`);
  } else if (names === 'answered question') {
    reader.key(condition['question'], `${path}.question`);
    if (condition['answered'] !== true) reader.report(`${path}.answered`, 'is not true');
  } else {
    reader.report(
      path,
      'is neither a question with “is” or “answered”, nor one of “all”, “any”, “not”',
    );
  }
}

function checkIs(reader: DefinitionReader, raw: unknown, path: string): void {
  if (typeof raw === 'string') return;
  const values = reader.list(raw, path, 1, 50);
  if (!values.every((value) => typeof value === 'string')) {
    reader.report(path, 'is not a choice or a list of choices');
  }
}
