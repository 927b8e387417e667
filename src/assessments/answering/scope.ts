import type { Actor } from '../../platform/actor.js';
import type { QuestionnaireDefinition, Section } from '../../questionnaires/index.js';
import type { AssessmentState } from '../assessment.entity.js';
import { mayTake } from '../states.js';

/** What a respondent may touch, found from their link or session only and never from what they send. */
export interface Scope {
  readonly invitationId: string;
  readonly assessmentId: string;
  readonly questionnaireVersionId: string;
  /** The cycle before, where answers were carried over from one. */
  readonly followsId: string | null;
  /** Keys of the sections it opens; null: all of them, and only then it may submit. */
  readonly sections: readonly string[] | null;
  readonly state: AssessmentState;
  readonly vendorId: string;
  readonly vendor: string;
  readonly dueOn: string;
  /** What the buyer says beside the usual words. */
  readonly message: string | null;
  readonly expiresAt: Date;
  /** Who at the buyer's answers questions about it. */
  readonly asker: { readonly name: string; readonly email: string };
  readonly actor: Actor;
}

/** Whether answers may still change. */
export const isOpen = ({ state }: Pick<Scope, 'state'>): boolean => mayTake('answer', state);

export const opens = ({ sections }: Pick<Scope, 'sections'>, section: string): boolean =>
  sections === null || sections.includes(section);

export function sectionsIn(
  definition: QuestionnaireDefinition,
  scope: Pick<Scope, 'sections'>,
): Section[] {
  return definition.sections.filter(({ key }) => opens(scope, key));
}

/** Whole days after the due day; 0 when in time. */
export function daysLate(dueOn: string, today: string): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000));
}
