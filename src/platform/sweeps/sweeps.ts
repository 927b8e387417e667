import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { daily } from './daily.js';

const dayMs = 24 * 3_600_000;

interface Sweep {
  name: string;
  run: () => Promise<void>;
}

/** Runs every method marked with @Daily, one after the other; one that fails stops neither the others nor the start. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('sweeps');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    void this.run();
    this.timer = setInterval(() => void this.run(), dayMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Runs all of them now, after those that are running. */
  run(): Promise<void> {
    this.running = this.running.then(async () => {
      for (const sweep of this.stopping ? [] : this.find()) await this.attempt(sweep);
    });
    return this.running;
  }

  private async attempt({ name, run }: Sweep): Promise<void> {
    if (this.stopping) return;
    try {
      await run();
    } catch (error) {
      this.log.error({ sweep: name, problem: error instanceof Error ? error.message : error });
    }
  }

  private find(): Sweep[] {
    return this.discovery.getProviders().flatMap(({ instance }) => {
      if (!instance || typeof instance !== 'object') return [];
      const found = instance as Record<string, () => Promise<void>>;
      const prototype = Object.getPrototypeOf(found) as object;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const marked = found[method];
        if (typeof marked !== 'function' || !this.reflector.get(daily, marked)) return [];
        return [{ name: `${found.constructor.name}.${method}`, run: () => marked.call(found) }];
      });
    });
  }
}
