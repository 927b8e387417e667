import type { AuditorKind, Standing } from '../../audits/index.js';

export const kindWords: Readonly<Record<AuditorKind, string>> = {
  firm: 'Auditor',
  platform: 'Compliance platform',
};

export const standingWords: Readonly<Record<Standing, string>> = {
  good: 'In good standing',
  in_doubt: 'In doubt',
};

/** The standing as the partial `status` knows it. */
export const standingOf = ({ doubted }: { doubted: boolean }): string =>
  doubted ? 'in_doubt' : 'in_good_standing';
