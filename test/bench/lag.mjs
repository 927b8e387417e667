import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const lookEveryMs = 5;
/** Asking for it takes a tenth of a millisecond of what is measured. */
const memoryEveryMs = 50;

/** The longest that anything else in this process had to wait during `work`, in ms, and by how many MB the process grew. */
export async function lagAndMemoryOf(work) {
  const delay = monitorEventLoopDelay({ resolution: lookEveryMs });
  const before = ownBytes();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, ownBytes());
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
  return { lag, memory: (most - before) / 1024 / 1024 };
}

/**
 * Without what is mapped of files: of the file of the data that is up to 256 MB, which the system takes back as soon as it wants
 * them. All that is resident where there is no /proc.
 */
function ownBytes() {
  try {
    const [, kilobytes] = /^RssAnon:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kilobytes) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}
