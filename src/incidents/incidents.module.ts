import { Module } from '@nestjs/common';
import { SupplyChainModule } from '../supply-chain/index.js';
import { ToolsMoved } from './exposure/tools-moved.service.js';

@Module({ imports: [SupplyChainModule], providers: [ToolsMoved] })
export class IncidentsModule {}
