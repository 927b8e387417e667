import type { FindingLine } from '../../findings/index.js';

type Named = Pick<FindingLine, 'id' | 'reference'>;

/** Where a page of a finding stands; `last` is what it does, without it the finding itself. */
export const crumbsOf = ({ id, reference }: Named, last?: string): object[] => [
  { href: '/findings', label: 'Findings' },
  ...(last === undefined
    ? [{ label: reference }]
    : [{ href: `/findings/${id}`, label: reference }, { label: last }]),
];
