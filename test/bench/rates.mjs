import autocannon from 'autocannon';
import { inTurns, median } from './measure.mjs';
import { processorSeconds } from './servers.mjs';

const warmingRequests = 4_000;

/**
 * How many requests a second both sides answer, in turns. `busy` is the ratio of what they answer in one second of their own
 * processor time: it says the same as the rates, whatever else the machine does meanwhile.
 */
export async function comparedRates(floor, product, quick) {
  const [rounds, seconds] = quick ? [3, 1] : [4, 1.5];
  for (const side of [floor, product]) await ask(side, { amount: warmingRequests });
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
