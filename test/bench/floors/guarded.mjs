// The same route as in nest.mjs behind everything that stands before ours: hooks, headers, token, permission.
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { join } from 'node:path';
import { Built, root } from '../built.mjs';
import { decorated, readings } from './reading.mjs';

const [build] = process.argv.slice(2);
const built = new Built(build);
const { AppModule } = await built.load('src/app.module.js');
const { migrations } = await built.load('migrations/index.js');
const { Requires } = await built.load('src/identity/index.js');
const { Clock } = await built.load('src/platform/clock.js');
const { readConfig } = await built.load('src/platform/config/index.js');
const { openDatabase } = await built.load('src/platform/database/index.js');
const { JsonLog, makeAdapter, prepareServer } = await built.load('src/platform/http/index.js');

const Readings = decorated(
  class Readings {
    read() {
      return readings;
    }
  },
  [Controller('api/v1/readings')],
  { read: [Get(), Requires('vendors.read')] },
);

const config = readConfig();
const report = (error) => console.error(error);
const database = await openDatabase({ folder: config.data, migrations }, { report });
const ground = { config, clock: new Clock(), database, root };
const Guarded = decorated(class Guarded {}, [
  Module({ imports: [AppModule.on(ground)], controllers: [Readings] }),
]);
const app = await NestFactory.create(Guarded, makeAdapter(config), {
  bodyParser: false,
  logger: new JsonLog(config.logLevel),
});
await prepareServer(app, config, join(root, 'public'));
app.enableShutdownHooks(['SIGTERM']);
await app.listen(config.port, config.host);
