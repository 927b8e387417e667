/** Findings, and the risks of them that are borne: two lists under one entry of the menu. */
export const findingTabs = (current: '/findings' | '/acceptances'): object[] =>
  [
    { href: '/findings', label: 'Findings' },
    { href: '/acceptances', label: 'Risk acceptances' },
  ].map((tab) => ({ ...tab, current: tab.href === current }));
