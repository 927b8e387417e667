import SqliteFile from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';

const first = ['Amber', 'Birch', 'Cobalt', 'Delta', 'Ember', 'Fjord', 'Granite', 'Harbour', 'Iris'];
const second = ['Ledger', 'Model', 'Signal', 'Vector', 'Prompt', 'Archive', 'Token', 'Gateway'];
const third = ['Labs', 'Systems', 'Works', 'Cloud', 'Partners', 'Software', 'Research'];
const bands = ['low', 'moderate', 'high', 'critical', null];
const levels = ['VL', 'L', 'M', 'H', 'VH'];

export const token = 'assay_bench-token';
export const session = 'bench-session';
export const userId = '01900000-0000-7000-8000-000000000001';

export const fileIn = (folder) => join(folder, 'assay.sqlite');

/** Numbers from 0 up to 1 that are the same at every run. */
export function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An id like those of the application: ordered by `number`. */
export function idOf(number, random) {
  const hex = (value, digits) => value.toString(16).padStart(digits, '0');
  const tail = hex(Math.floor(random() * 0xffffffffffff), 12);
  return `01910000-${hex(number >>> 16, 4)}-7${hex((number >>> 4) & 0xfff, 3)}-8${hex(number & 15, 3)}-${tail}`;
}

/** Makes an empty, migrated file in `folder`. */
export async function migratedFile(built, folder) {
  // Entities are known once their modules were imported.
  await built.load('src/app.module.js');
  const { openDatabase } = await built.load('src/platform/database/index.js');
  const { migrations } = await built.load('migrations/index.js');
  const report = (error) => console.error(error);
  const { close } = await openDatabase({ folder, migrations }, { report });
  await close();
}

export function openFile(file, options = {}) {
  const connection = new SqliteFile(file, options);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  return connection;
}

/** Closes a file that was filled without waiting for the disk: else whoever writes to it next waits for all of that. */
export function closeOnDisk(file) {
  file.close();
  const filled = openSync(file.name, 'r+');
  fsyncSync(filled);
  closeSync(filled);
}

/** A migrated file with one administrator, who has a token and a session, and `size` vendors. */
export async function makeRegister(built, folder, size) {
  await migratedFile(built, folder);
  const { sortNameOf, wordsOf } = await built.load('src/vendors/vendor-name.js');
  const { allPermissions } = await built.load('src/identity/permissions.js');
  const file = openFile(fileIn(folder));
  file.pragma('synchronous = OFF');
  file.transaction(() => {
    addAdministrator(file, allPermissions);
    addVendors(file, size, { sortNameOf, wordsOf });
  })();
  file.exec('ANALYZE');
  closeOnDisk(file);
}

function addAdministrator(file, permissions) {
  const now = new Date();
  const later = new Date(now.getTime() + 24 * 3_600_000).toISOString();
  const at = now.toISOString();
  insert(file, 'app_user', {
    id: userId,
    name: 'Ada Moreau',
    email: 'ada.moreau@buyer.example',
    role: 'administrator',
    created_at: at,
    version: 1,
  });
  insert(file, 'api_token', {
    id: userId,
    user_id: userId,
    name: 'bench',
    secret_hash: sha256(token),
    scopes: JSON.stringify(permissions),
    created_at: at,
    expires_at: later,
    used_at: at,
  });
  insert(file, 'session', {
    id: userId,
    secret_hash: sha256(session),
    user_id: userId,
    created_at: at,
    seen_at: at,
    expires_at: later,
  });
}

/** Nearly all of them active, so that the list goes deep. */
function addVendors(file, size, { sortNameOf, wordsOf }) {
  const random = chance(size);
  const one = (of) => of[Math.floor(random() * of.length)];
  const vendor = file.prepare(
    `INSERT INTO vendor (id, name, sort_name, website, description, status, owner_id, tier, inherent_level, band,
       residual, floored, band_reason, created_at, updated_at, version)
     VALUES (@id, @name, @sortName, @website, @description, @status, @userId, @tier, @level, @band,
       @residual, @floored, @reason, @at, @at, 1)`,
  );
  const word = file.prepare('INSERT INTO vendor_word (vendor_id, word) VALUES (?, ?)');
  for (let number = 0; number < size; number += 1) {
    const name = `${one(first)} ${one(second)} ${one(third)} ${number}`;
    const band = one(bands);
    const id = idOf(number, random);
    vendor.run({
      id,
      name,
      sortName: sortNameOf(name),
      website: `https://vendor-${number}.example`,
      description: 'Answers our questions with a model of its own and keeps what it is told.',
      status: random() < 0.97 ? 'active' : 'offboarded',
      userId,
      tier: 1 + Math.floor(random() * 4),
      level: one(levels),
      band,
      residual: band === null ? null : Math.round(random() * 10_000) / 100,
      floored: band === null ? null : Number(random() < 0.2),
      reason: band === null ? null : 'From the answers alone.',
      at: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    });
    for (const part of wordsOf(name)) word.run(id, part);
  }
}

export function insert(file, table, row) {
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`);
  file
    .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`)
    .run(row);
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
