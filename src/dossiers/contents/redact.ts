import { sha256 } from '../../platform/ids.js';
import { isStored, jsonPart, type Hole, type Part } from './part.js';
import { whyWithheld, type Profile } from './profile.js';

/**
 * What a profile hands out of all parts, and `withheld.json`, which names the rest with size and hash. `lacking`: paths of
 * files that could not be read, with why.
 */
export function redacted(
  parts: readonly Part[],
  profile: Profile,
  lacking: ReadonlyMap<string, string> = new Map(),
): Part[] {
  const holes: (Hole & { instead?: string })[] = [];
  const kept = parts.flatMap((part) => {
    const lost = lacking.get(part.path);
    const why = lost ?? whyWithheld(part, profile);
    if (why === undefined) return [part];
    const instead = lost === undefined && profile === 'no-personal-data' ? part.without : undefined;
    holes.push({
      path: part.path,
      ...sizeOf(part),
      why,
      ...(instead && { instead: 'the same without it' }),
    });
    return instead ? [{ ...part, content: instead, holds: 'facts' as const }] : [];
  });
  return [...kept, jsonPart('withheld.json', { profile, withheld: holes })];
}

function sizeOf({ content }: Part): { sha256: string; bytes: number } {
  if (isStored(content)) return { sha256: content.sha256, bytes: content.bytes };
  return { sha256: sha256(content), bytes: content.length };
}
