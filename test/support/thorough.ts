/** Whether every case is tried, which takes minutes more (TEST_EVERY_CASE=1), or an even part of them. */
const everyCase = Boolean(process.env['TEST_EVERY_CASE']);

/** How far one case that is tried lies from the next. */
export const stride = (usually: number): number => (everyCase ? 1 : usually);

/** Gives one in `usually` of what it is given, beginning with another one at each call, so that all of it comes up in turn. */
export function spread(usually: number): <T>(all: readonly T[]) => T[] {
  let turn = 0;
  return (all) => {
    turn += 1;
    return all.filter((_, at) => (at + turn) % stride(usually) === 0);
  };
}
