import { Attempts, PasswordLinks, Passwords, Sessions, User } from '../identity/index.js';
import { Journal } from '../journal/index.js';
import { system } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/index.js';
import type { Database } from '../platform/database/index.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

export async function makePasswordLink(
  config: Config,
  terminal: Terminal,
  email: string,
): Promise<number> {
  return withDatabase(config, terminal, true, async (database) => {
    const user = await database.repository(User).findOneBy({ email: email.trim().toLowerCase() });
    if (!user) {
      terminal.complain(`Nobody here has the e-mail address ${email}.`);
      return 1;
    }
    const { link, expiresAt } = await passwordLinks(database, config).make(system, user.id);
    terminal.say(
      `${user.name} chooses a new password here, once, until ${expiresAt.toISOString()}:`,
    );
    terminal.say(link);
    return 0;
  });
}

function passwordLinks(database: Database, config: Config): PasswordLinks {
  const clock = new Clock();
  const journal = new Journal(database, clock);
  const sessions = new Sessions(database, journal, clock);
  const attempts = new Attempts(database, clock);
  return new PasswordLinks(database, journal, clock, config, new Passwords(), sessions, attempts);
}
