export const passwordLength = { min: 12, max: 256 } as const;

const shortestTelling = 4;

/**
 * What is wrong with a new password of the person with this e-mail address, as a clause; nothing when it will do.
 * Its length is checked at the door.
 */
export function passwordProblem(password: string, email: string): string | undefined {
  const written = password.toLowerCase();
  const [local = ''] = email.toLowerCase().split('@');
  if (local.length >= shortestTelling && written.includes(local)) {
    return 'contains the first part of the e-mail address';
  }
  return written.includes('assay') ? 'contains the name of this software' : undefined;
}
