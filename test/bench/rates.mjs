import autocannon from 'autocannon';
import { inTurns, median } from './measure.mjs';
import { processorSeconds } from './servers.mjs';

/** Until the engine has made its machine code; fewer, and the first that is measured looks slow. */
const warmingRequests = (quick) => (quick ? 2_500 : 5_000);

/** Asks so often that what is measured afterwards is the speed that lasts. */
export async function warmUp(sides, quick) {
  for (const side of sides) await ask(side, { amount: warmingRequests(quick) });
}

/**
 * How many requests a second both sides answer, in turns. `busy` is the ratio of what they answer in one second of their own
 * processor time: it says the same as the rates, whatever else the machine does meanwhile.
 */
export async function comparedRates(floor, product, quick) {
  const [rounds, seconds] = quick ? [3, 0.8] : [4, 1.5];
  const costs = { floor: [], product: [] };
  const one = (side, cost) => async () => {
    const before = processorSeconds(side.server.pid);
    const { answered, rate } = await ask(side, { duration: seconds });
    cost.push((processorSeconds(side.server.pid) - before) / answered);
    return rate;
  };
  const rates = await inTurns(rounds, one(floor, costs.floor), one(product, costs.product));
  return { unit: 'req/s', ...rates, busy: median(costs.floor) / median(costs.product) };
}

/** Asks over ten connections for so long or so often; every answer must be 200. */
export async function ask({ url, headers = {} }, extent) {
  const result = await autocannon({ url, headers, connections: 10, ...extent });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} requests to ${url} failed`);
  return { answered: result['2xx'], rate: result['2xx'] / result.duration };
}
