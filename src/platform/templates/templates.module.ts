import { Global, Module, type DynamicModule } from '@nestjs/common';
import { join } from 'node:path';
import { Config } from '../config/index.js';
import { Templates } from './engine.js';

@Global()
@Module({})
export class TemplatesModule {
  static with(root: string): DynamicModule {
    return {
      module: TemplatesModule,
      providers: [
        {
          provide: Templates,
          inject: [Config],
          useFactory: (config: Config) =>
            new Templates({ root, overrides: join(config.data, 'templates') }),
        },
      ],
      exports: [Templates],
    };
  }
}
