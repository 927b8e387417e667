import type { StatementStatus } from '../exposure/facts.js';

export const statementWords: Readonly<Record<StatementStatus, string>> = {
  not_affected: 'Not affected',
  affected: 'Affected',
  fixed: 'Was affected, and is fixed',
  under_investigation: 'Looking into it',
};
