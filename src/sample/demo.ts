import type { INestApplicationContext } from '@nestjs/common';
import { samplePortfolioWanted, SetUp, Users, type NewUser } from '../identity/index.js';
import { system } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { Jobs } from '../platform/jobs/index.js';

const organisation = 'Meridian Freight';
const administrator: NewUser = {
  name: 'Ada Moreau',
  email: 'ada@meridian.example',
  role: 'administrator',
};
const others: readonly NewUser[] = [
  { name: 'Ines Okafor', email: 'ines@meridian.example', role: 'analyst' },
  { name: 'Noor Haddad', email: 'noor@meridian.example', role: 'approver' },
];

const newLink = `npm run assay -- user password-link ${administrator.email}`;

/**
 * Sets up an invented organisation with the sample portfolio and says how to get in. Where somebody has set
 * Assay up already it only says so.
 */
export async function prepareDemo(
  app: INestApplicationContext,
  say: (line: string) => void,
): Promise<void> {
  const link = await begin(app);
  const lines = link
    ? [
        `This is ${organisation}, an invented company; its nine vendors appear in a moment.`,
        `${administrator.name} (${administrator.email}) chooses a password here, once, within 7 days, and then signs in with it:`,
        link,
        `${others.map(({ name, role }) => `${name} (${role})`).join(' and ')} are here too: on the page of each Ada makes a link for them.`,
      ]
    : [
        'Assay is set up already, so the demo changes nothing: sign in as before.',
        `If this is the demo and nobody chose a password yet, stop it and run: ${newLink}`,
      ];
  lines.forEach(say);
}

/** All of it or nothing; gives the administrator's link. */
async function begin(app: INestApplicationContext): Promise<string | undefined> {
  const users = app.get(Users);
  return app.get(Database).transaction(async () => {
    if (!(await app.get(SetUp).begin(system, organisation))) return undefined;
    const { id, link } = await users.add(system, administrator);
    for (const person of others) await users.add(system, person);
    await app.get(Jobs).enqueue(samplePortfolioWanted, { userId: id });
    return link;
  });
}
