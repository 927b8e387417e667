// Runs in a process of its own, on a file that anybody may have made: see InventoryReader.
import { limits, readInventory, tooLarge, Unreadable } from './index.js';
import { written } from './wire.js';

const [name = ''] = process.argv.slice(2);

try {
  answer(written(await readInventory(await received(), name)));
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  answer(JSON.stringify({ unreadable: error.message }));
}

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

function answer(text: string): void {
  process.stdout.write(text, () => process.exit(0));
}
