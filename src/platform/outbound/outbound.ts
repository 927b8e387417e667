import { Injectable } from '@nestjs/common';
import type { buildConnector, Dispatcher } from 'undici';
import { isIPv6, type LookupFunction, type Socket } from 'node:net';
import { Config } from '../config/index.js';
import { Turns } from '../turns.js';
import type { AllowedHost } from './allowed-hosts.js';
import { reachOf } from './reach.js';
import { Resolver } from './resolver.js';
import { readTypedAddress, type TypedAddress } from './typed-address.js';
import { unanswered, Unanswered } from './unanswered.js';

const patienceMs = 5_000;
export const atOnce = 8;
const mostBody = 16_384;
const mostHeaders = 16_384;

export interface Outgoing {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Answered {
  status: number;
  retryAfter?: string;
}

/**
 * Sends to addresses that people typed. The host is looked up once, every address it has must be public (or the host
 * allowed by the operator), and the connection goes to one of the very addresses checked. Redirects are answers like
 * any other; bodies are dropped; no proxy of the environment, no cookie and no earlier connection is used.
 */
@Injectable()
export class Outbound {
  private readonly turns = new Turns(atOnce, patienceMs);
  private readonly allowed: readonly AllowedHost[];

  constructor(
    config: Config,
    private readonly resolver: Resolver,
  ) {
    this.allowed = config.outboundHosts;
  }

  /** Throws AddressRefused where the address can be refused by what is written in it. */
  read(url: string): TypedAddress {
    return readTypedAddress(url, this.allowed);
  }

  /** Posts once. Throws AddressRefused, Unanswered, or Busy where too many are on their way. */
  async post(outgoing: Outgoing): Promise<Answered> {
    const address = this.read(outgoing.url);
    return this.turns.take(async () => {
      const giveUp = new AbortController();
      const late = new Promise<never>((_, reject) => {
        giveUp.signal.onabort = () => reject(new Unanswered('It did not answer within 5 seconds.'));
      });
      const timer = setTimeout(() => giveUp.abort(), patienceMs);
      try {
        const checked = await Promise.race([this.lookUp(address), late]);
        return await exchange(address, checked, outgoing, late);
      } catch (error) {
        throw unanswered(error);
      } finally {
        clearTimeout(timer);
      }
    });
  }

  private async lookUp({ host, isLiteral, isAllowed }: TypedAddress): Promise<string[]> {
    const found = isLiteral ? [host] : await this.resolver.resolve(host);
    if (found.length === 0) throw new Unanswered('Its name leads to no address.');
    const fits = isAllowed ? ['public', 'internal'] : ['public'];
    if (!found.every((one) => fits.includes(reachOf(one)))) {
      throw new Unanswered('Its name leads into an internal network. Nothing was sent.');
    }
    return found;
  }
}

async function exchange(
  { url }: TypedAddress,
  checked: readonly string[],
  { headers, body }: Outgoing,
  late: Promise<never>,
): Promise<Answered> {
  // Only those who send load it: it is large.
  const { buildConnector, Client } = await import('undici');
  let socket: Socket | undefined;
  const connect = buildConnector(optionsFor(checked));
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
    const sent = client.request({ method: 'POST', path, headers, body, reset: true });
    sent.catch(() => undefined);
    const response = await Promise.race([sent, late]);
    // The answer is in its first line: whatever becomes of the rest changes nothing.
    await Promise.race([drop(response.body), late]).catch(() => undefined);
    const retryAfter = response.headers['retry-after'];
    return {
      status: response.statusCode,
      ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
    };
  } finally {
    socket?.destroy();
    void client.destroy().catch(() => undefined);
  }
}

/** For a connector that finds the checked addresses under whatever name it is given. */
function optionsFor(checked: readonly string[]): buildConnector.BuildOptions {
  const all = checked.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const lookup: LookupFunction = (_name, options, callback) => {
    const [first] = all;
    if (options.all) callback(null, all);
    else callback(null, first?.address ?? '', first?.family);
  };
  return {
    lookup,
    timeout: patienceMs,
    maxCachedSessions: 0,
    autoSelectFamily: true,
    // Said here, so that no variable of the environment can turn it off.
    rejectUnauthorized: true,
  };
}

/** Takes a little of the body, so that a small one can come to its end, and lets go of the rest. */
async function drop(body: Dispatcher.ResponseData['body']): Promise<void> {
  let taken = 0;
  body.on('error', () => undefined);
  for await (const piece of body) {
    taken += (piece as Buffer).length;
    if (taken >= mostBody) return;
  }
}
