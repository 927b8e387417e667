import { addDays, addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';
import { audits } from './audits.js';
import { buildAnswers } from './build.js';
import { dataAnswers } from './data.js';
import { findings } from './findings.js';
import { reviews } from './reviews.js';
import { toolAnswers } from './tools.js';
import { trustAnswers } from './trust.js';

const answeredDaysAgo = 20;

/** The one that looks green: good answers, thin proof, one fatal gap. */
export const corridor: Told = (today) => ({
  key: 'corridor',
  vendor: {
    name: 'Corridor Gateway',
    website: 'https://corridor.example',
    description:
      'Routes our prompts to several model providers, with our keys, limits and a cache.',
    status: 'prospective',
  },
  engagement: {
    name: 'Gateway for all prompts',
    purpose:
      'Every prompt of our dispatch desk and of our customer portal goes through it. It holds our keys to the model providers.',
    data: ['confidential', 'personal', 'credentials'],
    access: ['write_api', 'production_credentials'],
    criticality: 'H',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'VH',
      fourth_parties: 'H',
      trains_or_retains: 'M',
      recent_incident: 'L',
      ships_code: 'H',
    },
    holdsCredentials: true,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, 1),
    endsOn: addMonths(today, 25),
  },
  contact: {
    name: 'Rui Okafor',
    email: 'rui.okafor@corridor.example',
    position: 'Head of security',
  },
  addedDaysAgo: 45,
  supplies: true,
  credentials: [
    {
      kind: 'api_key',
      name: 'Key to our main model provider',
      opens: 'Model calls in our name, up to the limit that we set there.',
      issuedOn: addDays(today, -45),
    },
    {
      kind: 'webhook',
      name: 'Webhook to the dispatch desk',
      opens: 'Answers that come back to the dispatch desk; nothing else.',
      issuedOn: addDays(today, -45),
    },
  ],
  questionnaire: {
    key: 'ai-vendor',
    sentDaysAgo: 42,
    dueDaysAgo: 14,
    message:
      'We mean to sign next month. Please tell us plainly what you build on and how you build it.',
  },
  audits: { daysAgo: 8, recorded: audits(addDays(today, -answeredDaysAgo)) },
  answered: {
    daysAgo: answeredDaysAgo,
    answers: {
      ...dataAnswers,
      ...toolAnswers,
      ...buildAnswers,
      ...trustAnswers(addDays(today, -answeredDaysAgo)),
    },
  },
  reviewed: { daysAgo: 6, reviews },
  findings: { daysAgo: 5, raised: findings },
  doubted: {
    daysAgo: 2,
    name: 'Greenlight Compliance',
    reason:
      'A newspaper shows reports of a dozen of its customers that are the same to the sentence, tests included. Until somebody independent has looked, nothing it prepared proves anything here.',
  },
});
