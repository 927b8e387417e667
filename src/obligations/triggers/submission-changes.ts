import { isDeepStrictEqual } from 'node:util';
import type { FrozenAnswer } from '../../assessments/index.js';
import type { Question, ToolRow } from '../../questionnaires/index.js';

type Answers = readonly Pick<FrozenAnswer, 'questionKey' | 'value'>[];
type Asked = readonly Pick<Question, 'key' | 'kind' | 'domain'>[];

/**
 * Names of the tools that hold credentials in `after` and did not in `before`: new ones, and known ones that hold
 * some now. A tool is known by its package URL without version, else by its name, whatever the case.
 */
export function newHolders(before: Answers, after: Answers, asked: Asked): string[] {
  const keys = new Set(asked.filter(({ kind }) => kind === 'tools').map(({ key }) => key));
  const held = new Set(holders(before, keys).map(identityOf));
  const fresh = holders(after, keys).filter((tool) => !held.has(identityOf(tool)));
  return [...new Map(fresh.map((tool) => [identityOf(tool), tool.name])).values()];
}

/**
 * Keys of the questions about training data that were answered both times, and otherwise the second time. Choices of
 * several and rows are compared whatever their order.
 */
export function changedOnTraining(before: Answers, after: Answers, asked: Asked): string[] {
  const was = new Map(before.map(({ questionKey, value }) => [questionKey, value]));
  const is = new Map(after.map(({ questionKey, value }) => [questionKey, value]));
  return asked.flatMap(({ key, domain }) => {
    const [one, other] = [was.get(key), is.get(key)];
    if (domain !== 'training' || one == null || other == null) return [];
    return isDeepStrictEqual(inOrder(one), inOrder(other)) ? [] : [key];
  });
}

function holders(answers: Answers, keys: ReadonlySet<string>): ToolRow[] {
  return answers.flatMap(({ questionKey, value }) =>
    keys.has(questionKey) && Array.isArray(value)
      ? (value as ToolRow[]).filter((row) => row.holdsCredentials === 'yes')
      : [],
  );
}

const identityOf = ({ purl, name }: ToolRow): string =>
  (purl ? purl.replace(/(?<=.)@[^@/]*$/, '') : name).trim().toLowerCase();

const inOrder = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value;
