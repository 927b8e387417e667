import { Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import { Clock } from '../clock.js';
import { Config } from '../config/index.js';
import { MasterKey } from '../keys/index.js';
import { Blobs } from './blobs.js';
import { DiskStore } from './disk-store.js';
import { Janitor } from './janitor.js';
import { RightKey } from './right-key.js';

@Global()
@Module({
  providers: [
    {
      provide: DiskStore,
      // Asked for though not used: where the key is refused, no folder may appear that says there were files.
      inject: [Config, Clock, MasterKey],
      useFactory: ({ data, databaseUrl }: Config, clock: Clock) =>
        new DiskStore(join(data, 'blobs'), clock, databaseUrl !== undefined),
    },
    {
      provide: Blobs,
      inject: [DiskStore, MasterKey],
      useFactory: (store: DiskStore, key: MasterKey) => new Blobs(store, key),
    },
    Janitor,
    RightKey,
  ],
  exports: [Blobs],
})
export class StorageModule {}
