import { dayOf } from '../../platform/clock.js';
import type { QuestionnaireDefinition } from '../../questionnaires/index.js';

/** What the letter says of the assessment. */
export interface LetterFacts {
  organisation: string;
  vendor: string;
  engagement: string;
  owner: string;
  ownerEmail: string;
  dueOn: string;
  message: string | null;
}

export interface Addressed {
  name: string;
  sections: readonly string[] | null;
  expiresAt: Date;
  /** The respondent who asks a colleague for help. */
  askedBy: string | null;
  /** What is to be changed in answers that were already given. */
  changes: string | null;
}

/** All that templates/mail/invitation sees. */
export function invitationLetter(
  facts: LetterFacts,
  { title, minutes, sections: all }: QuestionnaireDefinition,
  { sections, expiresAt, name, askedBy, changes }: Addressed,
  link: string,
) {
  const opened = sections && all.filter(({ key }) => sections.includes(key));
  return {
    ...facts,
    name,
    askedBy,
    changes,
    questionnaire: title,
    minutes: opened || changes ? null : minutes,
    sections: opened ? opened.map((section) => section.title) : null,
    expiresOn: dayOf(expiresAt),
    link,
  };
}
