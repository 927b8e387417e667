import { addDays, addMonths } from '../../platform/clock.js';
import type { Told } from '../story.js';

/** The one that we leave: its key is ended, it says that our data is deleted, nobody here has looked at that yet, and a claim holds all of it. */
export const osier: Told = (today) => ({
  key: 'osier',
  vendor: {
    name: 'Osier Notes',
    website: 'https://osier.example',
    description: 'Took notes of our meetings and sent around what was agreed.',
    status: 'active',
  },
  engagement: {
    name: 'Notes of meetings',
    purpose: 'It listened to meetings with customers and wrote down who would do what by when.',
    data: ['confidential', 'personal'],
    access: ['read_api'],
    criticality: 'L',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'M',
      fourth_parties: 'L',
      trains_or_retains: 'M',
      recent_incident: 'L',
      ships_code: 'VL',
    },
    holdsCredentials: true,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -14),
    endsOn: addDays(today, -10),
  },
  contact: {
    name: 'Margit Lind',
    email: 'margit.lind@osier.example',
    position: 'Privacy officer',
  },
  addedDaysAgo: 25,
  credentials: [
    {
      kind: 'oauth_grant',
      name: 'Reader of our calendar',
      opens: 'Times and people of meetings in our calendar.',
    },
  ],
  leaving: {
    startedDaysAgo: 12,
    endedBecause: 'We stopped buying; removed in the console of our calendar.',
    asked: { daysAgo: 6, message: 'Our contract asks for it within 30 days.' },
    said: {
      daysAgo: 2,
      facts: {
        dataWas: 'both',
        doneOn: addDays(today, -3),
        method:
          'Exported to you on request, then deleted from the database and from the search index. Recordings were never kept beyond a day.',
        backupsUntil: addDays(today, 27),
        remains: 'Invoices and the names on them, for ten years, as tax law asks.',
        confirmedBy: 'Margit Lind, privacy officer',
      },
    },
    held: {
      daysAgo: 9,
      reason:
        'The last invoice is disputed: what was agreed and delivered has to be provable until that is settled.',
    },
  },
});
