import { sortNameOf } from '../../vendors/index.js';
import { readPurl } from '../versions/index.js';

/** By what a tool is known and found. */
export interface ToolIdentity {
  /** The package URL without version, else the sorted name, with the web host behind a bar where one is known. */
  identity: string;
  purl: string | null;
  /** Of the package URL, as written; null where it has none. */
  version: string | null;
  nameKey: string;
  /** See `bareNameOf`. */
  matchKey: string;
}

/**
 * Two lines are of one tool when they have one identity: the same package URL whatever its version, or without one the
 * same name (whatever case, accents and spaces) and the same web host. A package URL that cannot be read counts as none.
 */
export function identityOf(line: {
  name: string;
  purl?: string | null;
  webAddress?: string | null;
}): ToolIdentity {
  const nameKey = sortNameOf(line.name);
  const read = line.purl ? readPurl(line.purl) : undefined;
  if (read) {
    const own = read.name.slice(read.name.lastIndexOf('/') + 1);
    const matchKey = own === nameKey ? bareOf(nameKey) : bareNameOf(own);
    return { identity: read.purl, purl: read.purl, version: read.version, nameKey, matchKey };
  }
  const host = hostOf(line.webAddress);
  const identity = host === '' ? nameKey : `${nameKey}|${host}`;
  return { identity, purl: null, version: null, nameKey, matchKey: bareOf(nameKey) };
}

/** Letters and digits of a name only, in lower case without accents: `Lite-LLM` and `litellm` are alike. The whole name where it has neither. */
export const bareNameOf = (name: string): string => bareOf(sortNameOf(name));

function bareOf(sorted: string): string {
  if (/^[a-z0-9]+$/.test(sorted)) return sorted;
  return sorted.replace(/[^\p{L}\p{N}]+/gu, '') || sorted;
}

/** The host of a web address without `www.`; empty where there is none. */
export function hostOf(address: string | null | undefined): string {
  if (!address || !URL.canParse(address)) return '';
  return new URL(address).hostname.toLowerCase().replace(/^www\./, '');
}
