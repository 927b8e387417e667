import type { IncidentFacts, OutreachAnswerFacts } from '../../incidents/index.js';

export const facts: IncidentFacts = {
  title: 'Poisoned releases of litellm',
  kind: 'malware',
  windowFrom: '2026-03-24',
  windowTo: '2026-03-24',
  summary:
    'On 24 March 2026 two releases of the open-source gateway litellm, 1.82.7 and 1.82.8, carried code that steals credentials. They were public for less than two hours. We look back because a bill of materials of this month led us to an older build with one of them.',
  sources: [
    { title: 'PYSEC-2026-2', link: 'https://osv.dev/vulnerability/PYSEC-2026-2' },
    { title: 'MAL-2026-2144', link: 'https://osv.dev/vulnerability/MAL-2026-2144' },
    { title: 'Bill of materials of Sextant Tours, planner 3.14.0' },
  ],
  disputed: 'How long the releases were public: accounts lie between 46 minutes and two hours.',
};

export const confirmation =
  'The planner was built with 1.82.7 while it held our key to the order book.';

export const note =
  'Asked the transport desk to watch the order book for changes that none of us made, back to March.';

export const message =
  'We ask because somebody we rely on was hit. A short answer today helps more than a long one next week.';

interface Reply {
  story: string;
  hoursLater: number;
  answers: OutreachAnswerFacts;
}

/** Who answered what. */
export const replies: readonly Reply[] = [
  {
    story: 'sextant',
    hoursLater: 7,
    answers: {
      used: 'yes',
      versions: '1.82.7',
      usedFrom: '2026-03-24',
      usedUntil: '2026-03-25',
      reachable: 'yes',
      reached:
        'The planner had your key to the order book and the calendar grant in its environment. We saw one connection out of that build that we cannot explain.',
      actions:
        'Planner rebuilt with 1.82.6 on 25 March, all keys of the build renewed. Yours we cannot renew ourselves.',
      contactName: 'Maren Holt',
      contactEmail: 'maren.holt@sextant.example',
    },
  },
  {
    story: 'marram',
    hoursLater: 21,
    answers: {
      used: 'yes',
      reachable: 'not_known',
      actions:
        'We took whatever release was the newest and kept no list of what ran on 24 March. Our logs of that week are being looked through; versions are pinned from now on.',
      contactName: 'Yusra Demir',
      contactEmail: 'yusra.demir@marram.example',
    },
  },
  {
    story: 'fathom',
    hoursLater: 25,
    answers: {
      used: 'no',
      actions: 'Nothing of ours is written in Python; we looked through all images of that week.',
      contactName: 'Ilse Brandt',
      contactEmail: 'ilse.brandt@fathom.example',
    },
  },
];

/** Opened the letter and has not answered yet. */
export const readers: readonly string[] = ['kestrel'];

/** Whose letters are sent. */
export const asked: readonly string[] = [
  'sextant',
  'marram',
  'kestrel',
  'fathom',
  'thistle',
  'quarry',
];

export const renewed = {
  hoursLater: 26,
  name: 'Order book, read and write',
  note: 'New key in the vault since this morning, the old one answers 401. No write of March was without an order.',
};
