import type { AuditKind } from '../kinds.js';

const certificates =
  'ISO/IEC 17021-1:2015, 9.1.3: a certificate runs for three years, with a surveillance audit at least once a calendar year.';
const tests =
  'PCI DSS v4.0.1, 11.4: at least once every twelve months and after any significant change; elsewhere it is practice.';

/** Where the rule for a kind of audit comes from, in a sentence for the people who read it on its page. */
export const ruleSources: Readonly<Record<AuditKind, string>> = {
  soc2_type1:
    'AICPA, SOC 2: a Type I report judges the design of controls on one day, and not whether they worked.',
  soc2_type2:
    'AICPA, SOC 2: the auditor’s opinion speaks of its period and of no day after it. A bridge letter is management’s own word, by practice for three months.',
  iso27001: certificates,
  iso42001: certificates,
  penetration_test: tests,
  red_team_test: tests,
  other: 'Our own rule, the same measure as for a SOC 2 Type II report.',
};
