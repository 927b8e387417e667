import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { migrations } from '../../../migrations/index.js';
import { ConfigModule, readConfig } from '../../../src/platform/config/index.js';
import { Database, DatabaseModule, openDatabase } from '../../../src/platform/database/index.js';
import { Job, JobQueries, Jobs, JobsModule, JobWorker } from '../../../src/platform/jobs/index.js';
import { TestClock } from '../../support/clock.js';
import { freshPlace } from '../../support/place.js';

export interface SmallApp {
  app: INestApplicationContext;
  clock: TestClock;
  database: Database;
  jobs: Jobs;
  queries: JobQueries;
  worker: JobWorker;
  settle(): Promise<void>;
  /** The only job there is. */
  theJob(): Promise<Job>;
  close(): Promise<void>;
}

/** The job table and its worker with these providers as handlers, on a real database, and nothing else of Assay. */
export async function startSmall(providers: Type[]): Promise<SmallApp> {
  const place = await freshPlace();
  const opened = await openDatabase(
    { folder: place.folder, databaseUrl: place.databaseUrl, migrations },
    { report: () => undefined },
  );
  const clock = new TestClock();

  @Module({
    imports: [
      ConfigModule.with(readConfig({ ASSAY_DATA: place.folder }), clock),
      DatabaseModule.with(opened),
      JobsModule,
    ],
    providers,
  })
  class Small {}

  const app = await NestFactory.createApplicationContext(Small, {
    logger: false,
    abortOnError: false,
  }).catch(async (error: unknown) => {
    await opened.close();
    await place.remove();
    throw error;
  });
  const worker = app.get(JobWorker);
  return {
    app,
    clock,
    database: opened.database,
    jobs: app.get(Jobs),
    queries: app.get(JobQueries),
    worker,
    settle: async () => {
      worker.look();
      await worker.idle();
    },
    theJob: async () => {
      const [only, ...others] = await opened.database.repository(Job).find();
      if (!only || others.length > 0) throw new Error(`There are ${others.length + 1} jobs.`);
      return only;
    },
    close: async () => {
      await app.close();
      await place.remove();
    },
  };
}
