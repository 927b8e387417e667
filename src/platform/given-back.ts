import { setFlagsFromString } from 'node:v8';

const untilMs = 20_000;

/**
 * What starting took and nobody needs any longer, some fifty megabytes, goes back to the system within ten seconds. Left to
 * itself, the engine waits until it has collected nothing for a hundred: told to mind memory, it does so in small steps at its
 * next look, eight seconds after the last. It is told so for that time only: what runs for long is to be quick.
 */
export function giveBackWhatStartingTook(): void {
  setFlagsFromString('--optimize-for-size');
  setTimeout(() => setFlagsFromString('--no-optimize-for-size'), untilMs).unref();
}
