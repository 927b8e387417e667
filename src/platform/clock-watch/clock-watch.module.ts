import { Global, Module } from '@nestjs/common';
import { SweepsModule } from '../sweeps/index.js';
import { ClockWatch } from './clock-watch.service.js';

@Global()
@Module({ imports: [SweepsModule], providers: [ClockWatch], exports: [ClockWatch] })
export class ClockWatchModule {}
