// @ts-check
// Runs in a thread of its own: what it does takes as long as much was written, and nobody is to wait for it.
import { workerData } from 'node:worker_threads';
import SqliteFile from 'better-sqlite3';

const file = new SqliteFile(/** @type {string} */ (workerData));
file.pragma('wal_checkpoint(PASSIVE)');
file.close();
