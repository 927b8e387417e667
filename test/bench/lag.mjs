import { monitorEventLoopDelay } from 'node:perf_hooks';
import { memoryOf } from './memory.mjs';

const lookEveryMs = 5;
/** Asking for it takes a tenth of a millisecond of what is measured. */
const memoryEveryMs = 50;

/** The longest that anything else in this process had to wait during `work`, in ms, and by how many MB the process grew. */
export async function lagAndMemoryOf(work) {
  const delay = monitorEventLoopDelay({ resolution: lookEveryMs });
  const before = ownMegabytes();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, ownMegabytes());
  }, memoryEveryMs);
  delay.enable();
  try {
    await work();
  } finally {
    delay.disable();
    clearInterval(look);
  }
  // What is measured is the time between two looks: the one it waits on purpose is not a delay.
  const lag = Math.max(0, delay.max / 1e6 - lookEveryMs);
  return { lag, memory: most - before };
}

/** All that is resident where there is no /proc. */
const ownMegabytes = () => memoryOf('self')?.own ?? process.memoryUsage.rss() / 1024 / 1024;
