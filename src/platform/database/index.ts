export * from './columns.js';
export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export { keysetPage } from './keyset-query.js';
export { readCursor, type Page } from './keyset.js';
export { openDatabase, type OpenDatabase } from './open.js';
export { schema } from './schema.js';
export { MissingAwait } from './unit-of-work.js';
export { changeVersioned, type Versioned } from './versioned.js';
