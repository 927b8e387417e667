import { Invalid } from '../../platform/errors.js';
import { osvPackageOf, readPurl, type OsvEvent } from '../../supply-chain/index.js';
import type { AdvisoryFacts, AdvisedPackage } from './advisory.dto.js';

/**
 * What a person wrote, as a record of the OSV schema, so that it goes the way of every other.
 *
 * @throws Invalid naming the field of a package that says nothing, or two things at once
 */
export function recordOf(facts: AdvisoryFacts, id: string, now: Date): object {
  return {
    schema_version: '1.7.5',
    id,
    modified: now.toISOString(),
    ...(facts.publishedOn ? { published: `${facts.publishedOn}T00:00:00Z` } : {}),
    summary: facts.summary,
    details: facts.details ?? '',
    affected: facts.packages.map(affectedOf),
    references: (facts.sources ?? []).map(({ url }) => ({ type: 'WEB', url })),
  };
}

function affectedOf(named: AdvisedPackage, index: number): object {
  const fail = (field: keyof AdvisedPackage, why: string): never => {
    throw new Invalid({ [`packages.${index}.${field}`]: why });
  };
  const purl = readPurl(named.purl) ?? fail('purl', 'is not a package URL like pkg:pypi/litellm');
  const { from, to, before, everyVersion = false } = named;
  const listed = [...(named.versions ?? []), ...(purl.version ? [purl.version] : [])]
    .map((version) => version.trim())
    .filter((version) => version !== '');
  const versions = [...new Set(listed)];
  if (to && before)
    fail('before', 'stands beside a last affected version: one of the two has to go');
  const hasRange = Boolean(from || to || before);
  if (everyVersion && (hasRange || versions.length > 0)) {
    fail('everyVersion', 'stands beside single versions or a range: say one of the two');
  }
  if (!everyVersion && !hasRange && versions.length === 0) {
    fail('versions', 'is empty: name versions, a range, or say that every version is affected');
  }
  const events: OsvEvent[] = [{ introduced: from || '0' }];
  if (to) events.push({ last_affected: to });
  if (before) events.push({ fixed: before });
  return {
    package: { ...osvPackageOf(purl), purl: purl.purl },
    ...(versions.length > 0 ? { versions } : {}),
    ...(hasRange || everyVersion ? { ranges: [{ type: 'ECOSYSTEM', events }] } : {}),
  };
}
