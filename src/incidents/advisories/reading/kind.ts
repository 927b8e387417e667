import type { AffectedPackage } from '../../../supply-chain/index.js';

/** Malware is a release that harms whoever installs it; a vulnerability is a weakness that others may use. */
export const advisoryKinds = ['malware', 'vulnerability'] as const;
export type AdvisoryKind = (typeof advisoryKinds)[number];

export interface Judged {
  readonly kind: AdvisoryKind;
  /** A sentence: by what it was told. */
  readonly because: string;
}

interface Facts {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly details: string;
  readonly severities: number;
  readonly packages: readonly Pick<AffectedPackage, 'versions' | 'ranges'>[];
  readonly specific: readonly unknown[];
}

const said =
  /\bmalware\b|\bmalicious\s(?:code|software|versions?|releases?|packages?|payloads?|uploads?)\b|\bbackdoored\b|\bcredential\s(?:harvest|steal)\w*/i;

/**
 * Tells malware from vulnerabilities. In this order: the id is one of the malicious-packages database (MAL-), or an alias is;
 * the record carries that database's origins, or a weakness of the family "embedded malicious code" (CWE-506 to 512); or its
 * text says so, and it names single versions, no fix and no severity, as records of hijacked releases do. Otherwise
 * it is a vulnerability. A person may say otherwise.
 * Source: our own; ossf/malicious-packages for the prefix and origins, CWE 4.x for the weaknesses.
 */
export function kindOf(facts: Facts): Judged {
  const { id, aliases, summary, details, severities, packages, specific } = facts;
  if (id.startsWith('MAL-')) {
    return malware('Its id is one of the database of malicious packages.');
  }
  if (specific.some((part) => hasKey(part, 'malicious-packages-origins'))) {
    return malware('It carries the origins of a report to the database of malicious packages.');
  }
  if (specific.some((part) => isEmbedded(JSON.stringify(part ?? null)))) {
    return malware('It names the weakness “embedded malicious code” (CWE-506).');
  }
  const alias = aliases.find((value) => value.startsWith('MAL-'));
  if (alias) return malware('An alias is an id of the database of malicious packages.');
  const single =
    packages.length > 0 &&
    severities === 0 &&
    packages.every(
      ({ versions, ranges }) =>
        versions.length > 0 &&
        ranges.every(({ events }) => events.every((event) => event.fixed === undefined)),
    );
  if (single && (said.test(summary) || said.test(details))) {
    return malware(
      'Its text speaks of malware, and it names single versions, no fix and no severity.',
    );
  }
  return { kind: 'vulnerability', because: 'Nothing in it says that a release is malware.' };
}

const perhaps =
  /\btrojan(?:s|i[sz]ed|ed)?\b|\bbackdoors?\b|\btypo-?squat\w*|\binfo-?stealers?\b|\bcrypto-?miners?\b|\bprotestware\b|\bsupply[-\s]chain\s(?:attack|compromise)\b|\b(?:hijacked|compromised)\s(?:\w{1,30}\s){0,2}(?:accounts?|maintainers?|packages?|tokens?|releases?|versions?)\b/i;

/**
 * The first words of a text that speak of malware, as they are written; undefined where none do. Only a hint to ask a person:
 * a weakness that lets one upload malware says so, too.
 */
export function wordsOfMalware(...texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const found = said.exec(text) ?? perhaps.exec(text);
    if (found) return found[0].replace(/\s+/g, ' ');
  }
  return undefined;
}

const malware = (because: string): Judged => ({ kind: 'malware', because });

const isEmbedded = (text: string): boolean => /"CWE-5(?:0[6-9]|1[0-2])"/.test(text);

function hasKey(part: unknown, key: string): boolean {
  return typeof part === 'object' && part !== null && Object.hasOwn(part, key);
}
