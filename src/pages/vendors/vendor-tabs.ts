const tabs = {
  overview: { path: '', label: 'Overview' },
  evidence: { path: '/evidence', label: 'Audits and evidence' },
  due: { path: '/due', label: 'Due dates' },
  history: { path: '/history', label: 'History' },
} as const;

export type VendorTab = keyof typeof tabs;

/** The parts of a vendor's pages, as the partial `tabs` reads them. */
export const vendorTabs = (id: string, current: VendorTab): object[] =>
  Object.entries(tabs).map(([name, { path, label }]) => ({
    href: `/vendors/${id}${path}`,
    label,
    current: name === current,
  }));
