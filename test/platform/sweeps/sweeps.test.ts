import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Global, Injectable, Logger, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock } from '../../../src/platform/clock.js';
import { Daily, Every, Sweeps, SweepsModule } from '../../../src/platform/sweeps/index.js';

const ran: string[] = [];

@Injectable()
class First {
  private readonly what = 'first';

  @Daily()
  async sweep(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    ran.push(this.what);
  }

  unmarked(): void {
    ran.push('unmarked');
  }
}

@Injectable()
class Failing {
  @Daily()
  async sweep(): Promise<void> {
    throw new Error('no broom');
  }
}

@Injectable()
class Last {
  @Daily()
  async sweep(): Promise<void> {
    ran.push('last');
  }
}

@Global()
@Module({ providers: [Clock], exports: [Clock] })
class Time {}

@Module({ imports: [SweepsModule, Time], providers: [First, Failing, Last] })
class Small {}

describe('daily sweeps', () => {
  let app: INestApplicationContext;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    app = await NestFactory.createApplicationContext(Small, { logger: false });
  });
  afterAll(() => app.close());

  it('run at the start and when asked, one after the other, one that fails among them', async () => {
    await app.get(Sweeps).run();
    expect(ran).toEqual(['first', 'last', 'first', 'last']);
  });

  it('are waited for when the process ends, and then no more', async () => {
    ran.length = 0;
    const running = app.get(Sweeps).run();
    await new Promise((resolve) => setImmediate(resolve));
    await app.close();
    await running;
    expect(ran).toEqual(['first']);
    await app.get(Sweeps).run();
    expect(ran).toEqual(['first']);
  });
});

@Injectable()
class Often {
  readonly ran: string[] = [];

  @Every(30)
  async sweep(): Promise<void> {
    this.ran.push('often');
  }

  @Daily()
  async clear(): Promise<void> {
    this.ran.push('daily');
  }
}

@Module({ imports: [SweepsModule, Time], providers: [Often] })
class Hasty {}

describe('sweeps every so many minutes', () => {
  afterAll(() => void jest.useRealTimers());

  it('keep their own pace beside the daily ones, and do not run at the start', async () => {
    jest.useFakeTimers();
    const app = await NestFactory.createApplicationContext(Hasty, { logger: false });
    const { ran } = app.get(Often);
    await jest.advanceTimersByTimeAsync(29 * 60_000);
    expect(ran).toEqual(['daily']);
    await jest.advanceTimersByTimeAsync(24 * 3_600_000 - 29 * 60_000);
    expect(ran.filter((one) => one === 'often')).toHaveLength(48);
    expect(ran.filter((one) => one === 'daily')).toHaveLength(2);
    await app.close();
    await jest.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(ran).toHaveLength(50);
  });
});
