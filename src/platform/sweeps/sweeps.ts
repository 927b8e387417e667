import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Clock } from '../clock.js';
import { sweepMark, type SweepMark } from './every.js';

const minuteMs = 60_000;

interface Runnable {
  name: string;
  run: () => Promise<unknown>;
}

interface Sweep extends SweepMark, Runnable {}

/** Runs every method marked with @Daily or @Every, one after the other; one that fails stops neither the others nor the start. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('sweeps');
  private ends: (() => void)[] = [];
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private isRight = (): Promise<boolean> => Promise.resolve(true);
  private readonly putOff = new Map<string, Sweep>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const sweeps = this.find();
    void this.inTurn(sweeps.filter(({ atStart }) => atStart).map((sweep) => this.inTime(sweep)));
    const timed = sweeps.map((sweep) =>
      this.clock.every(sweep.minutes * minuteMs, () => void this.inTurn([this.inTime(sweep)])),
    );
    this.ends = [...timed, this.clock.every(minuteMs, () => void this.takeUp())];
  }

  /** What time alone brings about runs only while `isRight` says so; what was put off, as soon as it does. */
  onlyWhile(isRight: () => Promise<boolean>): void {
    this.isRight = isRight;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.ends.forEach((end) => end());
    await this.running;
  }

  /** Looks at the clock, and runs what was put off if it can be believed again. */
  takeUp(): Promise<void> {
    const look = async () => {
      if (!(await this.isRight())) return;
      const sweeps = [...this.putOff.values()];
      this.putOff.clear();
      for (const sweep of sweeps) await this.attempt(sweep);
    };
    return this.inTurn([{ name: 'clock', run: look }]);
  }

  /** Runs all of them now, after those that are running. */
  run(): Promise<void> {
    return this.inTurn(this.find());
  }

  private inTime(sweep: Sweep): Runnable {
    if (!sweep.byTime) return sweep;
    const run = async () => {
      if (await this.isRight()) return sweep.run();
      this.putOff.set(sweep.name, sweep);
      return undefined;
    };
    return { name: sweep.name, run };
  }

  private inTurn(sweeps: readonly Runnable[]): Promise<void> {
    this.running = this.running.then(async () => {
      for (const sweep of sweeps) await this.attempt(sweep);
    });
    return this.running;
  }

  private async attempt({ name, run }: Runnable): Promise<void> {
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
