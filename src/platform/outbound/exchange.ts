import type { buildConnector, Dispatcher } from 'undici';
import { isIPv6, type LookupFunction, type Socket } from 'node:net';
import { unanswered } from './unanswered.js';

const mostHeaders = 16_384;

export interface Sent {
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** How long to wait for a connection, for headers, and between two pieces of a body. */
  patienceMs: number;
}

/**
 * Sends once to one of the addresses that were checked, over a connection of its own, and hands what is answered to `heard`;
 * then the connection is gone. `late` rejects when it has taken too long.
 */
export async function exchange<T>(
  url: URL,
  checked: readonly string[],
  { method, headers, body = '', patienceMs }: Sent,
  late: Promise<never>,
  heard: (response: Dispatcher.ResponseData) => Promise<T>,
): Promise<T> {
  // Only those who send load it: it is large.
  const { buildConnector, Client } = await import('undici');
  let socket: Socket | undefined;
  const connect = buildConnector(optionsFor(checked, patienceMs));
  const client = new Client(url.origin, {
    connect: (options, callback) => {
      socket = connect(options, callback) as unknown as Socket;
    },
    maxHeaderSize: mostHeaders,
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
    allowH2: false,
  });
  try {
    const path = url.pathname + url.search;
    const written = method === 'POST' ? { body } : {};
    const sent = client.request({ method, path, headers, ...written, reset: true });
    sent.catch(() => undefined);
    const response = await Promise.race([sent, late]).catch((error: unknown) => {
      throw unanswered(error);
    });
    return await heard(response);
  } finally {
    socket?.destroy();
    void client.destroy().catch(() => undefined);
  }
}

/** For a connector that finds the checked addresses under whatever name it is given. */
function optionsFor(checked: readonly string[], timeout: number): buildConnector.BuildOptions {
  const all = checked.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const lookup: LookupFunction = (_name, options, callback) => {
    const [first] = all;
    if (options.all) callback(null, all);
    else callback(null, first?.address ?? '', first?.family);
  };
  return {
    lookup,
    timeout,
    maxCachedSessions: 0,
    autoSelectFamily: true,
    // Said here, so that no variable of the environment can turn it off.
    rejectUnauthorized: true,
  };
}
