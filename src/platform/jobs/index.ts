export { GivenUp, Handles, type Attempt } from './handlers.js';
export { job, type JobKind } from './job.js';
export { Job, jobStates, type JobState } from './job.entity.js';
export { JobsModule } from './jobs.module.js';
export { JobQueries, type JobFilter, type JobRow } from './jobs.queries.js';
export { Jobs } from './jobs.service.js';
export { JobWorker, mostAttempts } from './worker.js';
