import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { usualWishes, type Wishes } from '../../identity/index.js';
import { ClockWatch } from '../../platform/clock-watch/index.js';
import { addDays, Clock, dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Weekday } from '../../platform/weekdays.js';
import { Policies } from '../../policies/index.js';
import { digestDay } from './digest-time.js';
import { Digests, type Reader } from './digests.service.js';
import { reminderPolicy, type ReminderFigures } from './reminder-policy.js';
import { LeaverReminders } from './leaver-reminders.service.js';
import { VendorReminders } from './vendor-reminders.service.js';

const everyMs = 60_000;
const batch = 200;

export interface RunFigures {
  people: number;
  /** Reminders to people here and to contacts of vendors. */
  reminders: number;
  toVendors: number;
}

type Row = Pick<Reader, 'id' | 'name' | 'email'> & {
  role: string;
  zone: string | null;
  digestHour: number;
  quietWeekdays: string;
  quietDays: string;
  digestsByMail: number;
};

/** Looks every minute whose hour has come. Several processes may do so at once: each digest has one row. */
@Injectable()
export class Reminders implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('reminders');
  private end: (() => void) | undefined;
  private running: Promise<RunFigures> | undefined;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly digests: Digests,
    private readonly vendors: VendorReminders,
    private readonly leavers: LeaverReminders,
    private readonly watch: ClockWatch,
  ) {}

  onApplicationBootstrap(): void {
    this.end = this.clock.every(everyMs, () => {
      this.runInTime().catch((error: unknown) => this.log.error(error));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.end?.();
    await this.running?.catch(() => undefined);
  }

  /** By a clock that is ahead, everybody would be reminded of everything, and never again when it is due. */
  private async runInTime(): Promise<void> {
    if (await this.watch.isRight()) await this.run();
  }

  /** Reminds everybody whose hour has come and who was not reminded today. One run at a time. */
  async run(): Promise<RunFigures> {
    this.running ??= this.runOnce().finally(() => (this.running = undefined));
    return this.running;
  }

  private async runOnce(): Promise<RunFigures> {
    const figures = await this.policies.read(reminderPolicy);
    const done: RunFigures = { people: 0, reminders: 0, toVendors: 0 };
    for (let after: string | undefined = ''; after !== undefined && !this.stopping;) {
      after = await this.peopleAfter(after, figures, done);
    }
    for (const others of [this.vendors, this.leavers]) {
      for (let after: string | undefined = ''; after !== undefined && !this.stopping;) {
        const batchDone: { lastId: string | undefined; reminders: number } = await others.runBatch(
          after,
          figures,
          (error) => this.log.error(error),
        );
        done.toVendors += batchDone.reminders;
        after = batchDone.lastId;
      }
    }
    if (done.reminders + done.toVendors > 0) this.log.log({ ...done });
    return done;
  }

  private async peopleAfter(
    after: string,
    figures: ReminderFigures,
    done: RunFigures,
  ): Promise<string | undefined> {
    const people = await this.database.sql<Row[]>`
      SELECT u.id, u.name, u.email, u.role, p.zone, p.digest_hour AS "digestHour",
        p.quiet_weekdays AS "quietWeekdays", p.quiet_days AS "quietDays", p.digests_by_mail AS "digestsByMail"
      FROM app_user u LEFT JOIN preference p ON p.user_id = u.id
      WHERE u.disabled_at IS NULL AND u.id > ${after} ORDER BY u.id LIMIT ${batch}`;
    const made = await this.madeLately();
    for (const person of people) {
      if (this.stopping) return undefined;
      const wishes = wishesOf(person);
      const day = digestDay(wishes, this.clock.now());
      if (day === undefined || made.has(`${person.id} ${day}`)) continue;
      await this.digestOf(person, wishes, day, figures, done);
    }
    return people.length < batch ? undefined : people.at(-1)?.id;
  }

  /** What goes wrong for one keeps nobody else from being reminded; it is tried again at the next run. */
  private async digestOf(
    { id, name, email, role }: Row,
    { digestsByMail }: Wishes,
    day: string,
    figures: ReminderFigures,
    done: RunFigures,
  ): Promise<void> {
    const reader = { id, name, email, digestsByMail, isAdministrator: role === 'administrator' };
    try {
      done.reminders += await this.digests.make(reader, day, figures);
      done.people += 1;
    } catch (error) {
      this.log.error(error);
    }
  }

  private async madeLately(): Promise<Set<string>> {
    const from = addDays(dayOf(this.clock.now()), -1);
    const rows = await this.database.sql<{ personId: string; day: string }[]>`
      SELECT person_id AS "personId", day FROM digest WHERE day >= ${from}`;
    return new Set(rows.map(({ personId, day }) => `${personId} ${day}`));
  }
}

function wishesOf({ zone, digestHour, ...row }: Row): Wishes {
  if (zone === null) return usualWishes;
  return {
    zone,
    digestHour,
    quietWeekdays: JSON.parse(row.quietWeekdays) as Weekday[],
    quietDays: JSON.parse(row.quietDays) as string[],
    digestsByMail: row.digestsByMail === 1,
  };
}
