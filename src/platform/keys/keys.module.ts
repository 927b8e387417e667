import { Global, Module } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '../config/index.js';
import { MasterKey } from './master-key.js';
import { SigningKey } from './signing-key.js';

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
    {
      provide: SigningKey,
      // The master key makes the folder, or refuses it.
      inject: [Config, MasterKey],
      useFactory: ({ data }: Config) => SigningKey.in(keysIn(data)),
    },
  ],
  exports: [MasterKey, SigningKey],
})
export class KeysModule {}
