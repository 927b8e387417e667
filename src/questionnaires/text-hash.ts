import { createHash } from 'node:crypto';
import type { Question } from './question.js';

/**
 * SHA-256 (hex) of what a question asks: its text, kind, unit and options. Two questions with the same hash mean the
 * same, so an answer may be carried over; case, spacing and the order of options do not matter.
 */
export function textHash(question: Pick<Question, 'text' | 'kind' | 'options' | 'unit'>): string {
  const options = (question.options ?? [])
    .map((option) => [option.value, normalised(option.label)])
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  const meaning = [
    normalised(question.text),
    question.kind,
    normalised(question.unit ?? ''),
    options,
  ];
  return createHash('sha256').update(JSON.stringify(meaning)).digest('hex');
}

function normalised(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}
