export * from './columns.js';
export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export { keysetPage, readKeptPage, readPage } from './keyset-query.js';
export {
  pageOf,
  readCursor,
  writeCursor,
  type Cursor,
  type Page,
  type SortKind,
} from './keyset.js';
export {
  CopyRefused,
  copyDatabase,
  copyNames,
  giveToServer,
  isFile,
  lookIntoCopy,
  type StillDatabase,
} from './copies/index.js';
export { holdPlace, openDatabase, SchemaMismatch, type OpenDatabase } from './open.js';
export { AlreadyRunning, holdFolder, restoringIn } from './single-writer.js';
export { schema } from './schema.js';
export { all, listed, sql, type Sql } from './sql.js';
export { MissingAwait } from './unit-of-work.js';
export { Unreachable } from './unreachable.js';
export { changeVersioned, type Versioned } from './versioned.js';
