import { Global, Module, type DynamicModule } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '../config/index.js';
import { Templates } from './engine.js';

const shipped = new Map<string, Templates>();

/** What no team changed is the same for every application of a process. */
function asShipped(root: string): Templates {
  const templates = shipped.get(root) ?? new Templates({ root, shipped: true });
  shipped.set(root, templates);
  return templates;
}

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
          useFactory: (config: Config) => {
            const overrides = join(config.data, 'templates');
            return existsSync(overrides) ? new Templates({ root, overrides, shipped: true }) : asShipped(root);
          },
        },
      ],
      exports: [Templates],
    };
  }
}
