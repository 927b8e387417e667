import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { UploadParts } from './upload-parts.service.js';

const hourMs = 3_600_000;

/** Uploads that were not finished in time go, with all that had arrived. */
@Injectable()
export class SweptUploads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('evidence');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parts: UploadParts,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => this.log.error(error));
    }, hourMs).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    const late = await this.database.sql<{ id: string }[]>`
      SELECT id FROM upload WHERE expires_at <= ${this.clock.now().toISOString()}`;
    for (const { id } of late) await this.parts.discard(id);
  }
}
