import type { Remedy } from '../../findings/index.js';

/** Addresses of the pages of a remediation request. */
export const remedyPlaces = ({ requestId }: Pick<Remedy, 'requestId'>) => {
  const overview = `/remediation/r/${requestId}`;
  return { overview, finding: (id: string) => `${overview}/findings/${id}` };
};
