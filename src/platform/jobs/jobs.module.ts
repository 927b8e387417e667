import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DoneJobs } from './done-jobs.js';
import { JobHandlers } from './handlers.js';
import { JobsAhead } from './jobs-ahead.js';
import { JobQueries } from './jobs.queries.js';
import { Jobs } from './jobs.service.js';
import { JobWorker } from './worker.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Jobs, JobQueries, JobHandlers, JobWorker, DoneJobs, JobsAhead],
  exports: [Jobs, JobQueries, JobWorker],
})
export class JobsModule {}
