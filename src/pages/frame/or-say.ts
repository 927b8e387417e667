import { Conflict } from '../../platform/errors.js';
import { redirect, type Redirect } from '../../platform/http/index.js';

/** For a button that has no form to be shown again: goes back to its page and says there why it could not be. */
export async function orSay<T>(back: string, act: () => Promise<T>): Promise<T | Redirect> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Conflict) return redirect(back, error.message);
    throw error;
  }
}
