import type { JobQuery } from '../../operations/index.js';
import type { Page } from '../../platform/database/index.js';
import { jobStates, mostAttempts, type JobRow, type JobState } from '../../platform/jobs/index.js';
import { listLinks } from '../frame/list-links.js';
import { worded } from '../frame/words.js';

const stateWords: Readonly<Record<JobState, string>> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  dead: 'Given up',
};

export function jobsPage(
  url: string,
  { state }: JobQuery,
  page: Page<JobRow>,
  counts: Readonly<Record<JobState, number>>,
) {
  return {
    title: 'Jobs',
    mostAttempts,
    dead: counts.dead,
    filtered: state !== undefined,
    tabs: [
      { href: '/jobs', label: 'All', current: state === undefined },
      ...jobStates.map((one) => ({
        href: `/jobs?state=${one}`,
        label: stateWords[one],
        count: String(counts[one]),
        current: state === one,
      })),
    ],
    jobs: page.items.map((job) => ({
      ...job,
      name: worded(job.kind.replace(/[.-]/g, ' ')),
      word: stateWords[job.state],
      payload: JSON.stringify(job.payload),
      mayRevive: job.state === 'dead',
      // A try that failed is told even while the next one waits.
      when: job.finishedAt ?? job.dueAt,
    })),
    ...listLinks(url, page),
  };
}
