/** Stands where a name or a subject was, once it was purged. */
export const purgedName = 'Purged';

/** Stands where an address was: one for each row, and nobody's (RFC 2606), so no letter leaves for it. */
export const purgedEmail = (id: string): string => `purged-${id}@purged.invalid`;
