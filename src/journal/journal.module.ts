import { Global, Module } from '@nestjs/common';
import { CheckpointQueries } from './checkpoints/checkpoints.queries.js';
import { Checkpoints } from './checkpoints/checkpoints.service.js';
import { KnownKeys } from './checkpoints/known-keys.service.js';
import { JournalErasures } from './erasures.service.js';
import { JournalQueries } from './journal.queries.js';
import { Journal } from './journal.service.js';
import { JournalSearch } from './searching/search.queries.js';
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
  JournalTree,
  KnownKeys,
];

@Global()
@Module({ providers: services, exports: services })
export class JournalModule {}
