/** How the parts of the document call each other; no two kinds can share one. */
export const refs = {
  assessor: 'assessor',
  service: 'service',
  subject: 'subject',
  target: 'target',
  standard: 'questionnaire',
  section: (key: string) => `section:${key}`,
  question: (key: string) => `question:${key}`,
  claim: (key: string) => `claim:${key}`,
  finding: (id: string) => `finding:${id}`,
  audit: (id: string) => `audit:${id}`,
  evidence: (id: string, revision: number) => `evidence:${id}:${revision}`,
  store: (number: number) => `store:${number}`,
  tool: (useId: string) => `tool:${useId}`,
} as const;

/** Name-value pairs in our own namespace; those without a value are left out. */
export const properties = (facts: Readonly<Record<string, string | number | null | undefined>>) =>
  Object.entries(facts).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ name: `assay:${name}`, value: String(value) }],
  );
