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

export interface RemarkInLetter {
  section: string;
  question: string;
  remark: string;
}

/** What is to be changed in answers that were already given. */
export interface ChangesAsked {
  message: string | null;
  remarks: readonly RemarkInLetter[];
}

export interface Addressed {
  name: string;
  sections: readonly string[] | null;
  expiresAt: Date;
  /** The respondent who asks a colleague for help. */
  askedBy: string | null;
  changes: ChangesAsked | null;
}

/** A letter that lists more is not read; all of them stand on the page. */
const mostRemarks = 10;

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
    changes: changes && changesIn(changes, sections),
    questionnaire: title,
    minutes: opened || changes ? null : minutes,
    sections: opened ? opened.map((section) => section.title) : null,
    expiresOn: dayOf(expiresAt),
    link,
  };
}

/** Only what the link opens. */
function changesIn({ message, remarks }: ChangesAsked, sections: readonly string[] | null) {
  const own = remarks.filter(({ section }) => !sections || sections.includes(section));
  return {
    message,
    count: own.length,
    remarks: own.slice(0, mostRemarks).map(({ question, remark }) => ({ question, remark })),
    more: Math.max(0, own.length - mostRemarks),
  };
}
