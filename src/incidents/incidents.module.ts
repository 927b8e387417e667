import { Module } from '@nestjs/common';
import { SupplyChainModule } from '../supply-chain/index.js';
import { AdvisoriesModule } from './advisories/index.js';
import { EventsMoved } from './exposure/events-moved.service.js';
import { ToolsMoved } from './exposure/tools-moved.service.js';

@Module({
  imports: [SupplyChainModule, AdvisoriesModule],
  providers: [ToolsMoved, EventsMoved],
  exports: [AdvisoriesModule],
})
export class IncidentsModule {}
