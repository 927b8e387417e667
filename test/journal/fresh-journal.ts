import { migrations } from '../../migrations/index.js';
import { Journal, JournalQueries } from '../../src/journal/index.js';
import { JournalSearch } from '../../src/journal/searching/search.queries.js';
import { JournalTimes } from '../../src/journal/searching/times.queries.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { TestClock } from '../support/clock.js';
import { freshPlace } from '../support/place.js';

/** An empty journal in a database of its own, with a clock that is ours. */
export async function freshJournal() {
  const place = await freshPlace();
  const opened = await openDatabase({ ...place, migrations }, { report: () => undefined });
  const { database } = opened;
  const clock = new TestClock();
  const journal = new Journal(database, clock);
  const search = new JournalSearch(database, new JournalTimes(database, journal));
  const close = async () => {
    await opened.close();
    await place.remove();
  };
  return { database, journal, clock, queries: new JournalQueries(database, search), close };
}
