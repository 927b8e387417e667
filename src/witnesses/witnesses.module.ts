import { Module } from '@nestjs/common';
import { WebhooksModule } from '../webhooks/index.js';
import { CheckpointLetters } from './checkpoint-letters.service.js';
import { Tellings } from './tellings.service.js';
import { WitnessesController } from './witnesses.controller.js';
import { WitnessQueries } from './witnesses.queries.js';
import { Witnesses } from './witnesses.service.js';

const shared = [Witnesses, WitnessQueries, Tellings];

/** Who outside keeps our checkpoints. */
@Module({
  imports: [WebhooksModule],
  controllers: [WitnessesController],
  providers: [...shared, CheckpointLetters],
  exports: shared,
})
export class WitnessesModule {}
