import { Invalid } from '../../platform/errors.js';
import { readPurl } from '../../supply-chain/index.js';
import type { IncidentFacts, PackageFacts } from './incident.dto.js';
import type { Incident, IncidentSource, NamedPackage } from './incident.entity.js';

type Written = Pick<
  Incident,
  'title' | 'kind' | 'windowFrom' | 'windowTo' | 'summary' | 'sources' | 'disputed' | 'packages'
>;

/** What is stored of an incident's facts. */
export function writtenOf(facts: IncidentFacts, eventId: string | null): Written {
  const { title, kind, windowFrom, windowTo, summary, disputed } = facts;
  if (windowFrom && windowTo && windowTo < windowFrom) {
    throw new Invalid({ windowTo: 'is before the first day' });
  }
  const packages = (facts.packages ?? []).map(packageOf);
  if (packages.length === 0 && eventId === null) {
    throw new Invalid({ packages: 'is empty: say what is affected, or which event it is about' });
  }
  return {
    title,
    kind,
    windowFrom: windowFrom || null,
    windowTo: windowTo || null,
    summary: summary || null,
    disputed: disputed || null,
    sources: (facts.sources ?? []).map(sourceOf),
    packages,
  };
}

const sourceOf = ({ title, link }: IncidentSource): IncidentSource =>
  link ? { title, link } : { title };

function packageOf({ purl, name, versions = [] }: PackageFacts, at: number): NamedPackage {
  const known = versions.map((version) => version.trim()).filter((version) => version !== '');
  if (!purl) return { name, versions: known };
  const read = readPurl(purl);
  if (!read)
    throw new Invalid({ [`packages.${at}.purl`]: 'is not a package URL like pkg:npm/left-pad' });
  const named = read.version === null ? known : [...new Set([...known, read.version])];
  return { purl: read.purl, name, versions: named };
}
