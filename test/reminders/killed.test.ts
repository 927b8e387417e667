import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import SqliteFile from 'better-sqlite3';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../src/platform/clock.js';
import { Config } from '../../src/platform/config/index.js';
import { newId } from '../../src/platform/ids.js';
import { draft, prepare, send } from '../assessments/trip.js';
import { startAssay } from '../support/app.js';
import { Child } from '../support/child.js';
import { TestMailServer } from '../support/mail-server.js';
import { stride } from '../support/thorough.js';
import { changeUser } from './owing.js';

const script = new URL('./reminding-process.ts', import.meta.url);
/** On PostgreSQL the same statements are tried by four-processes.test.ts; here one process holds one file. */
const onFile = process.env['TEST_DATABASE_URL'] ? describe.skip : describe;
const apart = stride(12);

onFile('a run of reminders that is killed [case 16, 17]', () => {
  let folder: string;
  let file: SqliteFile.Database;
  let server: TestMailServer;
  let personId: string;
  let vendorId: string;
  let day = '2027-01-03';

  beforeAll(async () => {
    server = await TestMailServer.start();
    folder = mkdtempSync(join(tmpdir(), 'assay-killed-'));
    const assay = await startAssay();
    const staff = await assay.api('analyst');
    personId = staff.userId;
    await changeUser(assay, personId, { email: 'ines@meridian.internal' });
    const ids = await prepare(assay, staff);
    vendorId = ids.vendorId;
    await send(staff, await draft(staff, ids, { dueOn: '2026-12-18' }));
    await assay.settle();
    await assay.database.transaction(async () => {
      await assay.database.sql`UPDATE invitation SET email = 'rui@corridor.internal'`;
      await assay.database
        .sql`UPDATE obligation SET ended_at = created_at WHERE kind <> 'outreach'`;
    });
    cpSync(assay.app.get(Config).data, folder, { recursive: true });
    await assay.close();
    file = new SqliteFile(join(folder, 'assay.sqlite'), { timeout: 5_000 });
  });
  afterAll(async () => {
    file.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const nextWorkday = (): string => {
    do day = addDays(day, 1);
    while ([0, 6].includes(new Date(day).getUTCDay()));
    return day;
  };

  /** Two new things for the person, and the vendor's answers anew. */
  const oweAll = (): void => {
    const at = `${day}T00:00:00.000Z`;
    file.prepare("UPDATE obligation SET due_on = ? WHERE kind = 'outreach'").run(day);
    for (let time = 0; time < 2; time += 1) {
      file
        .prepare(
          `INSERT INTO obligation (id, kind, subject_kind, subject_id, part, vendor_id, owner_id, due_on, title, detail,
            sequence, changed_at, created_at)
          VALUES (?, 'contract_notice', 'engagement', ?, '', ?, ?, ?, 'Give notice', '{}', 0, ?, ?)`,
        )
        .run(newId(), newId(), vendorId, personId, day, at, at);
    }
  };

  const count = (sql: string): number =>
    (file.prepare(sql).get(day) as { count: number } | undefined)?.count ?? 0;

  /** What a day must leave behind, once and no more. */
  const left = () => ({
    digests: count('SELECT count(*) AS count FROM digest WHERE day = ?'),
    listed: count(
      "SELECT count(*) AS count FROM reminder WHERE due_on = ? AND channel = 'list' AND recipient_kind = 'user'",
    ),
    mailed: count(
      "SELECT count(*) AS count FROM reminder WHERE due_on = ? AND channel = 'mail' AND recipient_kind = 'user'",
    ),
    toVendor: count(
      "SELECT count(*) AS count FROM reminder WHERE due_on = ? AND recipient_kind = 'contact'",
    ),
    letters: count(
      "SELECT count(*) AS count FROM letter WHERE substr(created_at, 1, 10) = ? AND state = 'sent'",
    ),
    unsent: count(
      "SELECT count(*) AS count FROM letter WHERE substr(created_at, 1, 10) = ? AND state <> 'sent'",
    ),
    journal: count(
      "SELECT count(*) AS count FROM journal_entry WHERE substr(at, 1, 10) = ? AND action IN ('digest.made', 'vendor.reminded')",
    ),
  });
  // The outreach is the owner's as well: three in the list, one of them the vendor's to answer.
  const whole = {
    ...{ digests: 1, listed: 3, mailed: 3, toVendor: 1, letters: 2, unsent: 0, journal: 2 },
  };

  it(
    'before any statement is made good after the restart: nothing missed, nothing twice',
    async () => {
      const environment = {
        ASSAY_DATA: folder,
        ASSAY_LOG_LEVEL: 'silent',
        ASSAY_SMTP_URL: server.url.replace(/=300/g, '=5000'),
        ASSAY_MAIL_FROM: 'assay@meridian.internal',
      };
      let kills = 0;
      let sentTwice = 0;
      let statements = 0;
      for (let step = 1; statements === 0; step += apart) {
        const child = Child.start(script, [], environment);
        await child.says('ready');
        if (kills > 0) {
          child.tell(`run ${day}T09:10:00.000Z`);
          await child.says(`done ${day}`);
          expect({ step, ...left() }).toEqual({ step, ...whole });
          const ids = (await server.parsed()).map(({ messageId }) => messageId);
          expect(new Set(ids).size).toBe(2);
          sentTwice += ids.length - 2;
        }
        nextWorkday();
        oweAll();
        server.taken.length = 0;
        child.tell(`run ${day}T09:00:00.000Z ${step}`);
        const said = await child.says(`done ${day}`).catch(() => undefined);
        if (said === undefined) {
          kills += 1;
          continue;
        }
        statements = Number(said.split(' ')[2]);
        expect(left()).toEqual(whole);
        expect(server.taken).toHaveLength(2);
        await child.kill();
      }
      console.log(
        `${kills} of ${statements} writing statements killed before: 0 missed, ${sentTwice} mails sent twice (in flight).`,
      );
      expect(kills).toBeGreaterThanOrEqual(Math.floor(statements / apart));
      // Only a kill between the server's yes and our note of it: once for each of the two letters at most, at each such step.
      expect(sentTwice).toBeLessThanOrEqual(6);
    },
    20 * 60_000,
  );
});
