import { Busy } from '../../platform/errors.js';
import type { Files } from './verify-dossier.js';

/** The same files, for so many milliseconds: after that reading on, or opening another, ends in Busy. */
export function inTime(files: Files, patienceMs: number): Files {
  const until = performance.now() + patienceMs;
  const look = () => {
    if (performance.now() < until) return;
    throw new Busy(
      'It took too long to check this dossier here. Nothing of it was kept; unpack it and run verify.sh in its folder.',
    );
  };
  const inPieces = async function* (content: AsyncIterable<Uint8Array>) {
    for await (const piece of content) {
      look();
      yield piece;
    }
  };
  return {
    list: () => files.list(),
    async open(path) {
      look();
      return inPieces(await files.open(path));
    },
  };
}
