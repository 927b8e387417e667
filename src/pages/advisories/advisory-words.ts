import type { AdvisoryKind, AdvisorySource, BondRule, BondState } from '../../incidents/index.js';

export const advisoryKindWords: Readonly<Record<AdvisoryKind, string>> = {
  malware: 'Malware',
  vulnerability: 'Vulnerability',
};

export const advisoryKindTitles: Readonly<Record<AdvisoryKind, string>> = {
  malware: 'Malware',
  vulnerability: 'Vulnerabilities',
};

export const advisorySourceWords: Readonly<Record<AdvisorySource, string>> = {
  pasted: 'pasted',
  file: 'from a file',
  folder: 'from the watched folder',
  address: 'fetched from an OSV address',
  by_hand: 'written by hand',
};

export const bondRuleWords: Readonly<Record<BondRule, string>> = {
  alias: 'by alias',
  same_versions: 'by the same releases',
  close: 'much alike',
  by_hand: 'by hand',
};

export const bondStateWords: Readonly<Record<BondState, string>> = {
  holds: 'One event',
  suggested: 'Suggested',
  refused: 'Refused',
  undone: 'Parted',
};

export const advisoryStyles = ['/public/css/incidents.css'];
