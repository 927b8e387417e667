import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { sweepMark, type SweepMark } from './every.js';

const minuteMs = 60_000;

interface Sweep extends SweepMark {
  name: string;
  run: () => Promise<unknown>;
}

/** Runs every method marked with @Daily or @Every, one after the other; one that fails stops neither the others nor the start. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('sweeps');
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const sweeps = this.find();
    void this.inTurn(sweeps.filter(({ atStart }) => atStart));
    this.timers = sweeps.map((sweep) =>
      setInterval(() => void this.inTurn([sweep]), sweep.minutes * minuteMs).unref(),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.timers.forEach((timer) => clearInterval(timer));
    await this.running;
  }

  /** Runs all of them now, after those that are running. */
  run(): Promise<void> {
    return this.inTurn(this.find());
  }

  private inTurn(sweeps: readonly Sweep[]): Promise<void> {
    this.running = this.running.then(async () => {
      for (const sweep of sweeps) await this.attempt(sweep);
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
      const found = instance as Record<string, () => Promise<unknown>>;
      const prototype = Object.getPrototypeOf(found) as object;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const run = found[method];
        const mark =
          typeof run === 'function'
            ? this.reflector.get<SweepMark | undefined>(sweepMark, run)
            : undefined;
        if (!run || !mark) return [];
        return [
          { ...mark, name: `${found.constructor.name}.${method}`, run: () => run.call(found) },
        ];
      });
    });
  }
}
