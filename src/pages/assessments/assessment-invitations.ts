import { mayTake, type AssessmentView } from '../../assessments/index.js';
import type { Section } from '../../questionnaires/index.js';

/** The invitations of an assessment as its page lists them, with what may be done about each. */
export function invitationLines(
  { invitations, state }: AssessmentView,
  sections: readonly Section[],
  mayWrite: boolean,
): object[] {
  const titles = new Map(sections.map(({ key, title }) => [key, title]));
  const names = new Map(invitations.map(({ id, name }) => [id, name]));
  return invitations.map(({ id, name, email, standing, parentId, openedAt, ...rest }) => {
    const current = standing !== 'revoked';
    return {
      name,
      email,
      standing,
      askedBy: parentId === undefined ? undefined : names.get(parentId),
      sections: rest.sections?.map((key) => titles.get(key) ?? key),
      openedAt,
      expiresAt: rest.expiresAt,
      current,
      rotate: mayWrite && current && mayTake('invite', state) ? `/invitations/${id}/rotations` : '',
      revoke:
        mayWrite && current && mayTake('invite', state) ? `/invitations/${id}/revocation` : '',
    };
  });
}
