const places: Readonly<Record<string, string>> = {
  vendor: '/vendors/',
  engagement: '/engagements/',
  assessment: '/assessments/',
  questionnaire: '/questionnaires/',
  evidence: '/evidence/',
  audit: '/audits/',
  auditor: '/auditors/',
  finding: '/findings/',
  tool: '/tools/',
  supplier: '/suppliers/',
  inventory: '/inventories/',
  advisory: '/advisories/',
  incident: '/incidents/',
  offboarding: '/offboardings/',
  report: '/reports/',
  dossier: '/dossiers/',
};

/** The page of what an entry is about, where it has one that every reader of the journal may open. */
export const placeOf = ({ kind, id }: { kind: string; id: string }): string | undefined =>
  Object.hasOwn(places, kind) ? `${places[kind]}${id}` : undefined;
