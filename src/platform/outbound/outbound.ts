import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { Turns } from '../turns.js';
import type { AllowedHost } from './allowed-hosts.js';
import { arriving, drop } from './arriving.js';
import { exchange } from './exchange.js';
import { reachOf } from './reach.js';
import { Resolver } from './resolver.js';
import { readTypedAddress, type TypedAddress } from './typed-address.js';
import { unanswered, Unanswered } from './unanswered.js';
import { validatorsIn, type Validators } from './validators.js';

const patienceMs = 5_000;
export const atOnce = 8;
const fetchesAtOnce = 2;
const mostBody = 16_384;

export interface Outgoing {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Answered {
  status: number;
  retryAfter?: string;
}

export interface Wanted {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** The most bytes that are taken. */
  mostBytes: number;
  /** How long all of it may take. */
  withinMs: number;
}

export interface Fetched<T> {
  status: number;
  /** What `take` made of the body; absent where the status is not 200. */
  taken?: T;
  /** By what one may ask whether it has changed. */
  validators?: Validators;
}

/**
 * Sends to addresses that people typed. The host is looked up once, every address it has must be public (or the host
 * allowed by the operator), and the connection goes to one of the very addresses checked. Redirects are answers like
 * any other; bodies are dropped unless they are fetched; no proxy of the environment, no cookie and no earlier connection
 * is used.
 */
@Injectable()
export class Outbound {
  private readonly turns = new Turns(atOnce, patienceMs);
  private readonly fetches = new Turns(fetchesAtOnce, patienceMs);
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
  async post({ url, headers, body }: Outgoing): Promise<Answered> {
    const address = this.read(url);
    const sent = { method: 'POST' as const, headers, body, patienceMs };
    return this.turns.take(() =>
      within(patienceMs, async (late) => {
        const checked = await this.checked(address, late);
        return exchange(address.url, checked, sent, late, async (response) => {
          // The answer is in its first line: whatever becomes of the rest changes nothing.
          await Promise.race([drop(response.body, mostBody), late]).catch(() => undefined);
          const retryAfter = response.headers['retry-after'];
          return {
            status: response.statusCode,
            ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
          };
        });
      }),
    );
  }

  /**
   * Gets once, and hands the body to `take` as it arrives, where the status is 200. Throws AddressRefused, Unanswered (also
   * out of the pieces, when there are too many or they take too long), Busy, or what `take` throws.
   */
  async fetch<T>(
    { url, headers, mostBytes, withinMs }: Wanted,
    take: (pieces: AsyncIterable<Buffer>) => Promise<T>,
  ): Promise<Fetched<T>> {
    const address = this.read(url);
    const all = { ...headers, 'accept-encoding': 'identity' };
    const sent = { method: 'GET' as const, headers: all, patienceMs: patienceMs * 4 };
    return this.fetches.take(() =>
      within(withinMs, async (late) => {
        const checked = await this.checked(address, late);
        return exchange(address.url, checked, sent, late, async (response) => {
          const { statusCode: status } = response;
          if (status === 200) {
            const taken = await take(arriving(response, mostBytes, late));
            return { status, taken, ...validatorsIn(response.headers) };
          }
          await Promise.race([drop(response.body, mostBody), late]).catch(() => undefined);
          return { status };
        });
      }),
    );
  }

  private async checked(address: TypedAddress, late: Promise<never>): Promise<string[]> {
    try {
      return await Promise.race([this.lookUp(address), late]);
    } catch (error) {
      throw unanswered(error);
    }
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

/** Gives `work` a promise that rejects when it has taken longer than this. */
async function within<T>(ms: number, work: (late: Promise<never>) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const words = `It did not answer within ${Math.round(ms / 1000)} seconds.`;
    giveUp.signal.onabort = () => reject(new Unanswered(words));
  });
  late.catch(() => undefined);
  const timer = setTimeout(() => giveUp.abort(), ms);
  try {
    return await work(late);
  } finally {
    clearTimeout(timer);
  }
}
