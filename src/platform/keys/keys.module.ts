import { Global, Module } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '../config/index.js';
import { MasterKey } from './master-key.js';

export const keysIn = (data: string): string => join(data, 'keys');

@Global()
@Module({
  providers: [
    {
      provide: MasterKey,
      inject: [Config],
      // The folder of stored files is made after the key: where it stands, a missing key was lost.
      useFactory: ({ data }: Config) =>
        MasterKey.in(keysIn(data), !existsSync(join(data, 'blobs'))),
    },
  ],
  exports: [MasterKey],
})
export class KeysModule {}
