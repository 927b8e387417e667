import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrations } from '../../migrations/index.js';
import { JournalModule } from '../../src/journal/index.js';
import { addMilliseconds, Clock } from '../../src/platform/clock.js';
import { ConfigModule, readConfig } from '../../src/platform/config/index.js';
import { DatabaseModule, openDatabase } from '../../src/platform/database/index.js';
import { KeysModule } from '../../src/platform/keys/index.js';
import { OutboundModule } from '../../src/platform/outbound/index.js';
import { WebhooksModule } from '../../src/webhooks/index.js';

/** A clock that goes before others. */
class LaterClock extends Clock {
  constructor(private readonly byMs: number) {
    super();
  }

  protected override read(): Date {
    return addMilliseconds(new Date(), this.byMs);
  }
}

/** Webhooks and nothing else of Assay, put together but not started: nothing is sent before `init`. */
export async function webhooksAlone(
  environment: Record<string, string>,
  laterMs = 0,
): Promise<NestFastifyApplication> {
  const config = readConfig(environment);
  const opened = await openDatabase(
    { folder: config.data, databaseUrl: config.databaseUrl, migrations },
    { report: () => undefined },
  );

  @Module({
    imports: [
      ConfigModule.with(config, new LaterClock(laterMs)),
      DatabaseModule.with(opened),
      KeysModule,
      JournalModule,
      OutboundModule,
      WebhooksModule,
    ],
  })
  class Alone {}

  return NestFactory.create<NestFastifyApplication>(Alone, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
}
