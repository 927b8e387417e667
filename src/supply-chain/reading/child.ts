// Runs in a process of its own, on a file that anybody may have made: see InventoryReader.
import { writeFile, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { limits, readInventory, tooLarge, Unreadable, type ReadItem } from './index.js';
import { WrittenInventory } from './wire.js';

const mostOfName = 4_096;
const waitMs = 20;

/** So many bundles are handed over one by one, each as soon as whoever reads the answer has taken the one before. */
const atOnce = 10;
const write = promisify(writeFile);
const written = new WrittenInventory();
let bundles = 0;
let held = '';
let handedOver: Promise<void> | undefined;

try {
  const [name, content] = await received();
  const read = await readInventory(content, name, answerEarly);
  await handedOver;
  answer(written.rest(read));
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  await handedOver;
  answer([WrittenInventory.refused(error.message)]);
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

/** The rest by a thread, which waits for whoever reads the answer while we go on with the file. */
function answerEarly(items: readonly ReadItem[], areLast: boolean): void {
  for (const line of written.lines(items)) {
    if (++bundles <= atOnce) answer([line]);
    else held += line;
  }
  if (areLast) handedOver = write(1, held);
}

function answer(lines: Iterable<string>): void {
  for (const line of lines) writeFileSync(1, line);
}
