import {
  questionsOf,
  type QuestionnaireDefinition,
  type ToolRow,
} from '../../questionnaires/index.js';
import { evidenceGrades, type EvidenceGrade } from '../../scoring/index.js';
import type { InventoryItem } from '../../supply-chain/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';

type Given = Pick<FrozenAnswer, 'questionKey' | 'value'>;

/** What a submission says of tools. */
export interface AnsweredTools {
  /** Keys of the questions that were answered with a list. */
  keys: string[];
  items: InventoryItem[];
}

/** The tools in the lists that a submission answers its questions with; nothing where it has no such list, not even an empty one. */
export function answeredTools(
  definition: QuestionnaireDefinition,
  answers: readonly Given[],
): AnsweredTools | undefined {
  const asked = new Set(
    questionsOf(definition).flatMap(({ key, kind }) => (kind === 'tools' ? [key] : [])),
  );
  const lists = answers.filter(
    ({ questionKey, value }) => asked.has(questionKey) && Array.isArray(value),
  );
  if (lists.length === 0) return undefined;
  return {
    keys: lists.map(({ questionKey }) => questionKey),
    items: lists.flatMap(({ value }) => (value as unknown as ToolRow[]).map(itemOf)),
  };
}

/** The weakest of the grades, for what stands on all of them; the vendor's word where there is none. */
export function weakestOf(grades: readonly EvidenceGrade[]): EvidenceGrade {
  const [weakest] = [...grades].sort((one, other) => evidenceGrades[one] - evidenceGrades[other]);
  return weakest ?? 'assertion';
}

function itemOf(row: ToolRow): InventoryItem {
  const { name, kind, version, purl, url, purpose, seesOurData, holdsCredentials } = row;
  return {
    name,
    kind,
    version: version ?? null,
    purl: purl ?? null,
    webAddress: url ?? null,
    purpose: purpose ?? null,
    seesOurData,
    holdsCredentials,
    // A vendor names what it works with itself, not what that is made of.
    direct: 'yes',
  };
}
