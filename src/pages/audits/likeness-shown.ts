import type { Likeness } from '../../evidence/index.js';

/** A report that reads like another vendor's, for the partial `audits/alike`. */
export const likenessShown = (likeness: Likeness): object => ({
  ...likeness,
  href: `/evidence/${likeness.evidenceId}`,
  otherHref: `/evidence/${likeness.otherId}`,
  otherVendorHref: `/vendors/${likeness.otherVendorId}`,
});
