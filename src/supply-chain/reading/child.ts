// Runs in a process of its own, on a file that anybody may have made: see InventoryReader.
import { writeFile } from 'node:fs';
import { promisify } from 'node:util';
import { limits, readInventory, tooLarge, Unreadable, type ReadItem } from './index.js';
import { writtenEnd, writtenItems } from './wire.js';

const [name = ''] = process.argv.slice(2);
/** By a thread, so that whoever reads the answer need not keep up. */
const write = promisify(writeFile);
let answered: Promise<void> | undefined;

try {
  const { items, ...head } = await readInventory(await received(), name, answer);
  if (!answered) answer(items);
  await end(writtenEnd(head));
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  await end(writtenEnd({ unreadable: error.message }));
}
process.exit(0);

async function received(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    bytes += (piece as Buffer).length;
    if (bytes > limits.bytes) throw new Unreadable(tooLarge);
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

function answer(items: readonly ReadItem[]): void {
  answered = write(1, writtenItems(items));
}

async function end(text: string): Promise<void> {
  await answered;
  await write(1, text);
}
