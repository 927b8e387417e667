import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { addMilliseconds, Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Sweeps } from '../sweeps/index.js';
import { proofMs, seenNow, type Seen } from './time-line.js';

/** Closer together, moments are not worth a write. */
const notedEveryMs = 10 * 60_000;

/** A leap of the clock that is not believed yet: from when to when it went, and when it will be. */
export interface Pause {
  from: string;
  to: string;
  until: string;
}

interface Row {
  at: string;
  leaptAt: string | null;
  goesOnAt: string | null;
}

/**
 * Lets nothing that only time brings about happen while the clock is somewhere else than it should be: what is purged, ended or
 * reminded of by a clock that is fifty years ahead stays so once it is set right.
 */
@Injectable()
export class ClockWatch implements OnModuleInit {
  private readonly log = new Logger('clock');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.onlyWhile(() => this.isRight());
  }

  /** Looks at the clock. Where that is refused, nobody knows, and nothing happens by it either. */
  async isRight(): Promise<boolean> {
    const now = this.clock.now();
    const before = await this.seen();
    const after = seenNow(before ?? { at: now, leap: null }, now);
    if (before === undefined || isNews(before, after)) await this.note(before, after);
    if (after.leap && !before?.leap) {
      this.log.error({
        problem: 'The clock leapt: nothing is done by it for now.',
        from: after.at,
        to: now,
      });
    }
    return after.leap === null;
  }

  /** The leap that was noticed at the last look, if any. */
  async pause(): Promise<Pause | undefined> {
    const seen = await this.seen();
    if (!seen?.leap) return undefined;
    const { at } = seen;
    const { since } = seen.leap;
    const until = addMilliseconds(since, proofMs);
    return { from: at.toISOString(), to: since.toISOString(), until: until.toISOString() };
  }

  private async seen(): Promise<Seen | undefined> {
    const [row] = await this.database.sql<Row[]>`
      SELECT at, leapt_at AS "leaptAt", goes_on_at AS "goesOnAt" FROM clock_seen`;
    if (!row) return undefined;
    const { at, leaptAt, goesOnAt } = row;
    const leap =
      leaptAt === null || goesOnAt === null
        ? null
        : { since: new Date(leaptAt), at: new Date(goesOnAt) };
    return { at: new Date(at), leap };
  }

  /** Of several processes that look at once the last one is right: they look again soon. */
  private async note(before: Seen | undefined, { at, leap }: Seen): Promise<void> {
    const [leaptAt, goesOnAt] = [leap?.since.toISOString() ?? null, leap?.at.toISOString() ?? null];
    await this.database.transaction(async () => {
      if (before === undefined) {
        await this.database.sql`
          INSERT INTO clock_seen (id, at) VALUES ('clock', ${at.toISOString()}) ON CONFLICT (id) DO NOTHING`;
      } else {
        await this.database.sql`
          UPDATE clock_seen SET at = ${at.toISOString()}, leapt_at = ${leaptAt}, goes_on_at = ${goesOnAt}`;
      }
    });
  }
}

function isNews(before: Seen, after: Seen): boolean {
  if ((before.leap === null) !== (after.leap === null)) return true;
  const [one, other] = [before.leap?.at ?? before.at, after.leap?.at ?? after.at];
  return Math.abs(other.getTime() - one.getTime()) >= notedEveryMs;
}
