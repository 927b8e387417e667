import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  FlagColumn,
  IdKey,
  InstantColumn,
  JsonColumn,
  LargeColumn,
  openDatabase,
  RealColumn,
  schema,
  WholeColumn,
  WordColumn,
  type OpenDatabase,
} from '../../../src/platform/database/index.js';
import { freshPlace } from '../../support/place.js';

@Entity('note')
export class Note {
  @IdKey() id: string;
  @WordColumn() title: string;
  @InstantColumn({ nullable: true }) readAt: Date | null;
  @JsonColumn({ nullable: true }) labels: string[] | null;
  @FlagColumn({ nullable: true }) pinned: boolean | null;
  @LargeColumn({ nullable: true }) bytes: number | null;
  @RealColumn({ nullable: true }) share: number | null;
  @WholeColumn() version: number;
}

export class Notes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, instant, json, flag, money, real, whole, run } = schema(runner);
    await run(
      `CREATE TABLE note (id ${id} PRIMARY KEY, title ${word} NOT NULL UNIQUE, read_at ${instant},
        labels ${json}, pinned ${flag}, bytes ${money}, share ${real}, version ${whole} NOT NULL)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward.');
  }
}

export const note = (title: string): Note =>
  Object.assign(new Note(), {
    id: title,
    title,
    readAt: null,
    labels: null,
    pinned: null,
    bytes: null,
    share: null,
    version: 1,
  });

export async function openNotes(patienceMs = 5_000): Promise<OpenDatabase & { errors: unknown[] }> {
  const place = await freshPlace();
  const errors: unknown[] = [];
  const open = await openDatabase(
    { ...place, migrations: [Notes1700000000000] },
    { report: (error) => errors.push(error), patienceMs },
  );
  const close = async () => {
    await open.close();
    await place.remove();
  };
  return { database: open.database, close, errors };
}
