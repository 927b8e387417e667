/** What an answer means: taken, to be tried again, or never to be sent there again. */
export type Verdict = { outcome: 'delivered' } | { outcome: 'failed' | 'gone'; problem: string };

/**
 * The verdict on a status code (Standard Webhooks 1.0.0): 2xx is taken; 410 ends the webhook; everything else is
 * tried again on the schedule, redirects included, which are never followed.
 */
export function verdictOn(status: number): Verdict {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const problem = `It answered ${status}: ${meaningOf(status)}.`;
  return { outcome: status === 410 ? 'gone' : 'failed', problem };
}

function meaningOf(status: number): string {
  const exact = meanings[status];
  if (exact !== undefined) return exact;
  if (status >= 300 && status < 400) {
    return 'a redirect, which is not followed. Give the address it leads to';
  }
  return status >= 500 ? 'something is wrong on its side' : 'it refused the message';
}

const meanings: Readonly<Record<number, string>> = {
  401: 'it does not let us in',
  403: 'it does not let us in',
  404: 'there is nothing at this address',
  405: 'it does not take messages at this address',
  408: 'it took too long to read the message',
  410: 'it is gone for good, and was switched off',
  413: 'the message is too long for it',
  429: 'it wants fewer messages at a time',
  502: 'what stands before it cannot reach it',
  503: 'it is not available just now',
  504: 'what stands before it cannot reach it',
};
