import { Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import { Clock } from '../clock.js';
import { Config } from '../config/index.js';
import { MasterKey } from '../keys/index.js';
import { Blobs } from './blobs.js';

@Global()
@Module({
  providers: [
    {
      provide: Blobs,
      inject: [Config, MasterKey, Clock],
      useFactory: ({ data }: Config, key: MasterKey, clock: Clock) =>
        new Blobs(join(data, 'blobs'), key, clock),
    },
  ],
  exports: [Blobs],
})
export class StorageModule {}
