import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Sweeps } from './sweeps.js';

@Module({ imports: [DiscoveryModule], providers: [Sweeps], exports: [Sweeps] })
export class SweepsModule {}
