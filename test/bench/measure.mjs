export function median(figures) {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Measures floor and product in turns, so that whatever else the machine does falls on both; gives the medians. */
export async function inTurns(rounds, floor, product) {
  const floors = [];
  const products = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await floor(round));
    products.push(await product(round));
  }
  return { floor: median(floors), product: median(products) };
}

/** Milliseconds that `work` takes. */
export async function millisecondsOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Repetitions of `work` a second, over `times` of them one after another. */
export async function rateOf(times, work) {
  const took = await millisecondsOf(async () => {
    for (let time = 0; time < times; time += 1) await work(time);
  });
  return (1_000 * times) / took;
}
