export { KeepingModule } from './keeping.module.js';
export { KeptQueries, type Tally } from './kept.queries.js';
export { kinds, type KeptKind } from './kinds/index.js';
export { Purge } from './purging/purge.entity.js';
export { Purging } from './purging/purging.service.js';
