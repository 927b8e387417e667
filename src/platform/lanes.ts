/**
 * Does `work` on every item, `count` of them at a time, each beginning in their order. After a failure nothing new is begun; it
 * is thrown once what was under way has ended.
 */
export async function inLanes<T>(
  count: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const line = items[Symbol.iterator]();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (let next = line.next(); !failed && !next.done; next = line.next()) {
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const lanes = Array.from({ length: count }, lane);
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
}
