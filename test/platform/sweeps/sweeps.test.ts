import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Logger, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Daily, Sweeps, SweepsModule } from '../../../src/platform/sweeps/index.js';

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

@Module({ imports: [SweepsModule], providers: [First, Failing, Last] })
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
