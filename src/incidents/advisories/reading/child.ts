// Runs in a process of its own, on a text that anybody may have made: see AdvisoryReader.
import { readValues } from './read-values.js';
import { Unreadable } from './unreadable.js';

try {
  answer({ values: readValues(await received()) });
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  answer({ unreadable: error.message });
}

async function received(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function answer(said: object): void {
  process.stdout.write(JSON.stringify(said), () => process.exit(0));
}
