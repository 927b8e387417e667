import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { join } from 'node:path';
import { migrations } from '../migrations/index.js';
import { AppModule } from './app.module.js';
import { Clock } from './platform/clock.js';
import type { Config } from './platform/config/index.js';
import { openDatabase } from './platform/database/index.js';
import { ApiDescription, JsonLog, makeAdapter, prepareServer } from './platform/http/index.js';
import { projectRoot } from './platform/project-root.js';

/** Opens the data, migrates it and puts the application together; it does not listen yet. */
export async function createAssay(
  config: Config,
  clock = new Clock(),
): Promise<NestFastifyApplication> {
  const log = new Logger('database');
  const database = await openDatabase(
    { folder: config.data, databaseUrl: config.databaseUrl, migrations },
    { report: (error) => log.error(error) },
  );
  try {
    const ground = { config, clock, database, root: projectRoot };
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.on(ground),
      makeAdapter(config),
      { bodyParser: false, logger: new JsonLog(config.logLevel), abortOnError: false },
    );
    await prepareServer(app, config, join(projectRoot, 'public'));
    app.get(ApiDescription).of(app);
    app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
    return app;
  } catch (error) {
    await database.close();
    throw error;
  }
}
