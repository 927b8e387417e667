import { addDays, addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';
import { pypi, sbom } from './sbom.js';
import { sextantAnswers } from './sextant-answers.js';

const always = [
  pypi('fastapi', '0.115.8'),
  pypi('httpx', '0.28.1'),
  pypi('numpy', '2.2.3'),
  pypi('openai', '2.24.0'),
  pypi('ortools', '9.12.4544'),
  pypi('pydantic', '2.12.5'),
  pypi('requests', '2.32.4'),
  pypi('tiktoken', '0.12.0'),
  pypi('uvicorn', '0.34.0'),
];

const services = [
  {
    name: 'Corridor Gateway API',
    provider: 'Corridor Gateway',
    address: 'https://api.corridor.example',
  },
  {
    name: 'Amazon Web Services',
    provider: 'Amazon Web Services',
    address: 'https://aws.amazon.com',
  },
];

const planner = (version: string, madeAt: string, litellm: string): string =>
  sbom(
    { name: 'sextant-planner', version, madeAt },
    [...always, pypi('litellm', litellm)],
    services,
  );

const answeredDaysAgo = 20;

/**
 * The one that was hit: its list of that very day names a poisoned release. It says so, and holds two keys of ours: its score, though its answers are fair, stands on floors F2 and F5.
 */
export const sextant: Told = (today) => ({
  key: 'sextant',
  vendor: {
    name: 'Sextant Tours',
    website: 'https://sextant.example',
    description: 'Plans the tours of our trucks and explains each plan in words.',
    status: 'active',
  },
  engagement: {
    name: 'Tour planning',
    purpose:
      'Each evening it reads the orders of the next day, plans the tours and writes them back.',
    data: ['confidential', 'personal', 'credentials'],
    access: ['write_api', 'production_credentials'],
    criticality: 'H',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'H',
      fourth_parties: 'H',
      trains_or_retains: 'M',
      recent_incident: 'H',
      ships_code: 'M',
    },
    holdsCredentials: true,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -20),
    endsOn: addMonths(today, 4),
  },
  contact: {
    name: 'Maren Holt',
    email: 'maren.holt@sextant.example',
    position: 'Head of platform',
  },
  addedDaysAgo: 60,
  credentials: [
    {
      kind: 'api_key',
      name: 'Order book, read and write',
      opens: 'Reads orders and writes tours through our transport API.',
      issuedOn: addMonths(today, -20),
    },
    {
      kind: 'oauth_grant',
      name: 'Calendars of the dispatchers',
      opens: 'Reads and changes the calendars of eleven dispatchers.',
      issuedOn: addMonths(today, -12),
    },
  ],
  lists: [
    {
      daysAgo: 12,
      file: {
        name: 'sextant-planner-3.14.0.cdx.json',
        content: planner('3.14.0', '2026-03-24T10:58:00Z', '1.82.7'),
        subject: 'Planner',
        describedOn: '2026-03-24',
        whole: true,
      },
    },
    {
      daysAgo: 11,
      file: {
        name: 'sextant-planner-3.22.1.cdx.json',
        content: planner('3.22.1', `${addDays(today, -14)}T09:12:00Z`, '1.82.6'),
        subject: 'Planner',
        describedOn: addDays(today, -14),
        whole: true,
      },
    },
  ],
  questionnaire: {
    key: 'ai-vendor-short',
    sentDaysAgo: 40,
    dueDaysAgo: 12,
    message: 'Our contract with you is renewed next spring; we look at it before that.',
  },
  answered: {
    daysAgo: answeredDaysAgo,
    answers: sextantAnswers(addDays(today, -answeredDaysAgo)),
  },
});
