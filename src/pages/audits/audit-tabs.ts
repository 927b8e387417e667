/** Audits, and who made them: two lists under one entry of the menu. */
export const auditTabs = (current: '/audits' | '/auditors'): object[] =>
  [
    { href: '/audits', label: 'Audits' },
    { href: '/auditors', label: 'Auditors' },
  ].map((tab) => ({ ...tab, current: tab.href === current }));
