import { readConfig } from '../../../src/platform/config/index.js';
import { Outbound } from '../../../src/platform/outbound/index.js';

// A process of its own, since what Node trusts is read once, at its start.
const [url = ''] = process.argv.slice(2);
const outbound = new Outbound(readConfig(), { resolve: async () => ['127.0.0.1'] });
const outcome = await outbound
  .post({ url, headers: {}, body: '{}' })
  .catch((error: Error) => ({ problem: error.message }));
console.log(JSON.stringify(outcome));
