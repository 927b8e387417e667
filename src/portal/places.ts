import type { Scope } from '../assessments/index.js';

/** Addresses of the pages of an assessment. */
export const places = ({ assessmentId }: Pick<Scope, 'assessmentId'>) => {
  const overview = `/answer/a/${assessmentId}`;
  return {
    overview,
    section: (key: string) => `${overview}/sections/${key}`,
    question: (section: string, key: string) => `${overview}/sections/${section}#question-${key}`,
    evidence: (section: string, key: string) => `${overview}/sections/${section}/evidence/${key}`,
    uploads: (key: string) => `${overview}/questions/${key}/uploads`,
    upload: `${overview}/uploads/`,
    colleagues: `${overview}/colleagues`,
    confirmation: (section: string) => `${overview}/sections/${section}/confirmation`,
    check: `${overview}/check`,
    submission: `${overview}/submission`,
    receipt: `${overview}/receipt`,
  };
};
