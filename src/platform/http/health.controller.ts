import { Controller, Get } from '@nestjs/common';
import { Database } from '../database/index.js';
import { Busy } from '../errors.js';
import { ApiExcludeController } from './api-notes.js';
import { Open } from './open-route.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('healthz')
  @Open('says only that the process runs')
  healthy(): { status: string } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Open('says only whether the database answers')
  async ready(): Promise<{ status: string }> {
    await this.database.ping().catch(() => {
      throw new Busy('The database does not answer.');
    });
    return { status: 'ready' };
  }
}
