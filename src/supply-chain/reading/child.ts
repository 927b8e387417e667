// Runs in a process of its own, on a file that anybody may have made: see InventoryReader.
import { writeFile } from 'node:fs';
import { promisify } from 'node:util';
import { limits, readInventory, tooLarge, Unreadable, type ReadItem } from './index.js';
import { writtenEnd, writtenItems } from './wire.js';

/** By a thread, so that whoever reads the answer need not keep up. */
const write = promisify(writeFile);
const mostOfName = 4_096;
const waitMs = 20;
let answered: Promise<void> | undefined;

try {
  const [name, content] = await received();
  const { items, ...head } = await readInventory(content, name, answer);
  if (!answered) answer(items);
  await end(writtenEnd(head));
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  await end(writtenEnd({ unreadable: error.message }));
}
process.exit(0);

/** The name in a line of its own, and the file. */
async function received(): Promise<[string, Buffer]> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  const early = setTimeout(() => void compileEarly(), waitMs);
  process.stdin.once('readable', () => clearTimeout(early));
  for await (const piece of process.stdin) {
    bytes += (piece as Buffer).length;
    if (bytes > limits.bytes + mostOfName) throw new Unreadable(tooLarge);
    pieces.push(piece as Buffer);
  }
  const all = Buffer.concat(pieces);
  const end = all.indexOf(0x0a);
  return [JSON.parse(all.toString('utf8', 0, end)) as string, all.subarray(end + 1)];
}

/** Nothing has come yet: there is time for what most lists will need. */
async function compileEarly(): Promise<void> {
  const { bomValidator } = await import('./cyclonedx-schema.js');
  await import('./cyclonedx-json.js');
  bomValidator('1.6');
}

function answer(items: readonly ReadItem[]): void {
  answered = write(1, writtenItems(items));
}

async function end(text: string): Promise<void> {
  await answered;
  await write(1, text);
}
