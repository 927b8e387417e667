import { Injectable, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { declaredJobs, type JobKind } from './job.js';

const handles = 'assay:handles';
const givenUp = 'assay:given-up';

/** What a handler may know of this try. */
export interface Attempt {
  /** When this one fails too, the job is given up. */
  last: boolean;
}

type Handler = (payload: object, attempt: Attempt) => Promise<void>;
type End = (payload: object) => Promise<void>;

/** Marks the one method that does this kind of job. It may run more than once: make it repeatable. */
export function Handles<P extends object>(kind: JobKind<P>) {
  return <F extends (payload: P, attempt: Attempt) => Promise<void>>(
    target: object,
    property: string,
    descriptor: TypedPropertyDescriptor<F>,
  ): void => {
    SetMetadata(handles, kind.name)(target, property, descriptor as PropertyDescriptor);
  };
}

/**
 * Marks the one method that says of what such a job is about that it is given up: it failed at its last try, or ended the process
 * that did it each time. Whoever waits for it would wait for ever. Make it repeatable.
 */
export function GivenUp<P extends object>(kind: JobKind<P>) {
  return <F extends (payload: P) => Promise<void>>(
    target: object,
    property: string,
    descriptor: TypedPropertyDescriptor<F>,
  ): void => {
    SetMetadata(givenUp, kind.name)(target, property, descriptor as PropertyDescriptor);
  };
}

export class UnhandledJob extends Error {}

/** Finds the handler of every declared job; start-up fails on none or two. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<string, Handler>();
  private readonly ends = new Map<string, End>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  find(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const found = instance as Record<string, Handler>;
      for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(found) as object)) {
        const handler = found[method];
        if (typeof handler !== 'function') continue;
        const name = this.reflector.get<string | undefined>(handles, handler);
        if (name) this.add(name, (payload, attempt) => handler.call(found, payload, attempt));
        const ended = this.reflector.get<string | undefined>(givenUp, handler);
        if (ended) this.ends.set(ended, (payload) => (handler as End).call(found, payload));
      }
    }
    const orphans = declaredJobs().filter((name) => !this.handlers.has(name));
    if (orphans.length > 0) {
      throw new UnhandledJob(
        `No handler for ${orphans.join(', ')}: mark one provider's method with @Handles(...).`,
      );
    }
  }

  of(name: string): Handler | undefined {
    return this.handlers.get(name);
  }

  /** What is to be done when a job of this kind is given up. */
  endOf(name: string): End | undefined {
    return this.ends.get(name);
  }

  private add(name: string, handler: Handler): void {
    if (this.handlers.has(name)) {
      throw new UnhandledJob(`Two handlers for ${name}: keep one @Handles(...) of it.`);
    }
    this.handlers.set(name, handler);
  }
}
