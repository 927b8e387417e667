import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CheckpointQueries } from './checkpoints/checkpoints.queries.js';
import { Checkpoints } from './checkpoints/checkpoints.service.js';
import { KnownKeys } from './checkpoints/known-keys.service.js';
import { JournalErasures } from './erasures.service.js';
import { JournalQueries } from './journal.queries.js';
import { Journal } from './journal.service.js';
import { JournalSearch } from './searching/search.queries.js';
import { JournalTimes } from './searching/times.queries.js';
import { SightingsInterceptor } from './sightings/sightings.interceptor.js';
import { Sightings } from './sightings/sightings.service.js';
import { JournalSlices } from './slices.queries.js';
import { JournalTree } from './tree/journal-tree.js';

const services = [
  JournalSearch,
  CheckpointQueries,
  Checkpoints,
  Journal,
  JournalErasures,
  JournalQueries,
  JournalSlices,
  JournalTimes,
  JournalTree,
  KnownKeys,
  Sightings,
];

@Global()
@Module({
  providers: [...services, { provide: APP_INTERCEPTOR, useClass: SightingsInterceptor }],
  exports: services,
})
export class JournalModule {}
