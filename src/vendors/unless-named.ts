import { Conflict, Stale } from '../platform/errors.js';

/** Waits for a removal; where the database refuses it because something else names the thing, says what that means. */
export async function unlessNamed(removal: Promise<void>, why: string): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof Conflict) || error instanceof Stale) throw error;
    throw new Conflict(why, { cause: error });
  }
}
