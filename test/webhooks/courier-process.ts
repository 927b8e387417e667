import { Outbound } from '../../src/platform/outbound/index.js';
import { Courier } from '../../src/webhooks/index.js';
import { DeliveryDesk } from '../../src/webhooks/delivery-desk.js';
import { webhooksAlone } from './small-app.js';

/** Sends until it is killed, or dies by itself at the step that the first argument names. */
const [step = ''] = process.argv.slice(2);

type Methods<K extends string> = Record<K, (...args: never[]) => Promise<unknown>>;

function dieAt<K extends string>(of: Methods<K>, name: K, when: 'before' | 'after'): void {
  const whole = of[name].bind(of);
  of[name] = async (...args) => {
    if (when === 'after') await whole(...args);
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  };
}

const app = await webhooksAlone(process.env as Record<string, string>);
const desk = app.get(DeliveryDesk, { strict: false });
const outbound = app.get(Outbound, { strict: false });
if (step === 'before it begins') dieAt(desk, 'begin', 'before');
if (step === 'after it began') dieAt(desk, 'begin', 'after');
if (step === 'before it is sent') dieAt(outbound, 'post', 'before');
if (step === 'after the answer') dieAt(outbound, 'post', 'after');
if (step === 'before the note') dieAt(desk, 'note', 'before');
if (step === 'after the note') dieAt(desk, 'note', 'after');
let sent = 0;
const post = outbound.post.bind(outbound);
if (step === 'when told') {
  outbound.post = (outgoing) => {
    sent += 1;
    return post(outgoing);
  };
  console.log('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
}
await app.init();
await app.get(Courier, { strict: false }).idle();
console.log(`idle after ${sent}`);
setInterval(() => undefined, 1_000);
