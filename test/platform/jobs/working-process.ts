import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import { migrations } from '../../../migrations/index.js';
import { addMilliseconds, Clock } from '../../../src/platform/clock.js';
import { ConfigModule, readConfig } from '../../../src/platform/config/index.js';
import { DatabaseModule, openDatabase } from '../../../src/platform/database/index.js';
import { Handles, job, JobsModule } from '../../../src/platform/jobs/index.js';

/** One of several processes on one table of jobs. Its clock may be ahead, so that leases of the dead have run out. */
class AheadClock extends Clock {
  protected override read(): Date {
    return addMilliseconds(new Date(), Number(process.argv[2] ?? 0));
  }
}

const item = job<{ number: number }>('test.item');
const workMs = Number(process.argv[3] ?? 0);

const config = readConfig();
const opened = await openDatabase(
  { folder: config.data, databaseUrl: config.databaseUrl, migrations },
  { report: (error) => console.error(error) },
);
const { database } = opened;

class Worker {
  /** Says what it does in a place of its own, so that doing it twice shows. */
  @Handles(item)
  async work({ number }: { number: number }): Promise<void> {
    await database.transaction(async () => {
      await database.sql`INSERT INTO outcome (number, process) VALUES (${number}, ${process.pid})`;
    });
    await new Promise((resolve) => setTimeout(resolve, workMs));
  }
}

@Module({
  imports: [ConfigModule.with(config, new AheadClock()), DatabaseModule.with(opened), JobsModule],
  providers: [Worker],
})
class Working {}

await NestFactory.createApplicationContext(Working, { logger: false });
console.log('working');
process.stdin.resume().on('end', () => process.exit(0));
