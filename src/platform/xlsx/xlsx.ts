import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { plainScript } from '../aside/index.js';
import { Conflict } from '../errors.js';
import { slicesOf } from '../slices.js';
import { Turns } from '../turns.js';
import type { Told } from './thread.js';
import type { Sheet, SheetCell, SheetColumn } from './workbook.js';

/** So many rows of 25 columns take a second of one core and 150 MB. */
export const mostSheetRows = 5_000;

const toldAtOnce = 200;
/** Starting the thread takes as long as many small workbooks do. */
const keptMs = 5_000;
/** Of the garbage of many workbooks it would let forty megabytes stand. */
const resourceLimits = { maxYoungGenerationSizeMb: 3 };
const script = plainScript(import.meta.url, './thread.js');
const turns = new Turns(1);
let kept: { thread: Worker; end: NodeJS.Timeout } | undefined;

/**
 * A workbook of one sheet (ECMA-376), its head row frozen. Every cell says its type, so that no text is ever read
 * as a formula. The same rows give the same bytes. It is made in a thread of its own, one after another: what makes it never
 * pauses, and nobody is to wait for it.
 * @throws Conflict beyond `mostSheetRows`
 */
export async function xlsxOf(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly SheetCell[])[],
): Promise<Buffer> {
  if (rows.length > mostSheetRows) {
    throw new Conflict(
      `A workbook holds ${mostSheetRows} lines at most, and these are more: narrow the filters, or take the CSV, which holds them all.`,
    );
  }
  const told = { name, columns: columns.map(({ head, width }) => ({ head, width })) };
  return turns.take(() => made(told, rows));
}

async function made(
  told: Omit<Sheet, 'rows'>,
  rows: readonly (readonly SheetCell[])[],
): Promise<Buffer> {
  const thread = taken();
  try {
    const answer = once(thread, 'message') as Promise<[Uint8Array<ArrayBuffer>]>;
    answer.catch(() => undefined);
    const tell = (one: Told) => thread.postMessage(one);
    for await (const some of slicesOf(rows, toldAtOnce)) tell(some);
    tell(told);
    const [bytes] = await answer;
    keep(thread);
    return Buffer.from(bytes.buffer);
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

function taken(): Worker {
  if (!kept) return started();
  const { thread } = kept;
  letGo(thread);
  thread.ref();
  return thread;
}

function started(): Worker {
  const thread = new Worker(script, { resourceLimits });
  const gone = () => letGo(thread);
  return thread.on('error', gone).once('exit', gone);
}

/** For a while, but no longer than the process has something else to do. */
function keep(thread: Worker): void {
  thread.unref();
  const end = setTimeout(() => {
    letGo(thread);
    void thread.terminate();
  }, keptMs).unref();
  kept = { thread, end };
}

function letGo(thread: Worker): void {
  if (kept?.thread !== thread) return;
  clearTimeout(kept.end);
  kept = undefined;
}
