import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobHandlers } from './handlers.js';
import { Jobs } from './jobs.service.js';
import { JobWorker } from './worker.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Jobs, JobHandlers, JobWorker],
  exports: [Jobs, JobWorker],
})
export class JobsModule {}
