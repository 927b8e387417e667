import { isAnswered } from '../answering/answered.js';
import type { SheetQuestion } from '../answering/sheet.js';

/** How far respondents have gone through the answers of the last cycle, of the questions that are asked. */
export interface CycleProgress {
  confirmed: number;
  /** Answered otherwise than in the last cycle, or anew. */
  changed: number;
  toConfirm: number;
  /** Asked in other words than the last time, so to be answered afresh. */
  reworded: number;
}

type Gone = Pick<SheetQuestion, 'answer' | 'carried' | 'open'>;

/** Whether an answer of the last cycle waits for somebody to confirm or change it; also where it was emptied since. */
export const isWaiting = ({ answer, carried, open }: Gone): boolean =>
  open && carried?.state === 'same' && !isSaid(answer);

const isSaid = (answer: Gone['answer']): boolean => answer !== null && isAnswered(answer);

/** Counts over the questions asked; null where nothing at all was carried over. */
export function cycleOf(questions: readonly Gone[]): CycleProgress | null {
  const carried = questions.filter((one) => one.carried !== null);
  if (carried.length === 0) return null;
  const same = carried.filter((one) => one.carried?.state === 'same');
  const said = same.filter(({ answer }) => isSaid(answer));
  const confirmed = said.filter(({ answer }) => answer?.confirmedAt != null).length;
  return {
    confirmed,
    changed: said.length - confirmed,
    toConfirm: same.filter(isWaiting).length,
    reworded: carried.length - same.length,
  };
}
