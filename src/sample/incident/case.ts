import type { IncidentFacts } from '../../incidents/index.js';

export const facts: IncidentFacts = {
  title: 'Poisoned releases of litellm',
  kind: 'malware',
  windowFrom: '2026-03-24',
  windowTo: '2026-03-24',
  summary:
    'On 24 March 2026 two releases of the open-source gateway litellm, 1.82.7 and 1.82.8, carried code that steals credentials. They were public for less than two hours. We look back because the bill of materials that Sextant Tours gave us names one of them.',
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
