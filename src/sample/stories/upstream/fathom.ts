import { addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';

const content = `${JSON.stringify(
  {
    name: 'fathom-search',
    version: '5.7.2',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': {
        name: 'fathom-search',
        version: '5.7.2',
        dependencies: { '@qdrant/js-client-rest': '^1.13.0', fastify: '^5.2.1' },
      },
      'node_modules/@qdrant/js-client-rest': { version: '1.13.0' },
      'node_modules/fastify': { version: '5.2.1' },
      'node_modules/undici': { version: '6.21.1' },
    },
  },
  null,
  2,
)}\n`;

/** The one whose list was too old to say anything, and who then said so itself. */
export const fathom: Told = (today) => ({
  key: 'fathom',
  vendor: {
    name: 'Fathom Search',
    website: 'https://fathom.example',
    description: 'Finds earlier cases when a customer complains.',
    status: 'active',
  },
  engagement: {
    name: 'Search in complaints',
    purpose: 'Closed complaints are indexed each night, without names.',
    data: ['internal'],
    access: ['exported_files'],
    criticality: 'L',
    autonomy: 'none',
    likelihood: {
      internet_exposure: 'M',
      fourth_parties: 'L',
      trains_or_retains: 'L',
      recent_incident: 'VL',
      ships_code: 'VL',
    },
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -26),
    endsOn: addMonths(today, 10),
  },
  contact: {
    name: 'Ilse Brandt',
    email: 'ilse.brandt@fathom.example',
    position: 'Founder',
  },
  addedDaysAgo: 56,
  lists: [
    {
      daysAgo: 9,
      file: {
        name: 'package-lock.json',
        content,
        subject: 'Search service',
        describedOn: '2025-11-03',
        whole: true,
      },
    },
  ],
});
