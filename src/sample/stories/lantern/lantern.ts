import { addDays, addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';
import { audits } from './audits.js';
import { buildAnswers } from './build.js';
import { dataAnswers } from './data.js';
import { findings } from './findings.js';
import { reviews } from './reviews.js';
import { trustAnswers } from './trust.js';

const answeredDaysAgo = 55;

/** The sound one: well answered, well proven, honest about what is missing, approved. */
export const lantern: Told = (today) => ({
  key: 'lantern',
  vendor: {
    name: 'Lantern Transcripts',
    website: 'https://lantern.example',
    description: 'Turns recorded support calls into text, in German and English.',
    status: 'active',
  },
  engagement: {
    name: 'Transcription of support calls',
    purpose:
      'Recordings of calls to our freight hotline are uploaded each night; the texts are searched when a customer complains.',
    data: ['biometrics_recordings', 'personal'],
    access: ['exported_files'],
    criticality: 'M',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'H',
      fourth_parties: 'M',
      trains_or_retains: 'M',
      recent_incident: 'VL',
      ships_code: 'L',
    },
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -14),
    endsOn: addMonths(today, 10),
  },
  contact: {
    name: 'Jonna Weiler',
    email: 'jonna.weiler@lantern.example',
    position: 'Head of information security',
  },
  addedDaysAgo: 75,
  questionnaire: {
    key: 'ai-vendor',
    sentDaysAgo: 72,
    dueDaysAgo: 50,
    message:
      'You answered an older form of ours last year. This one is new; your audit reports help a lot.',
  },
  audits: { daysAgo: 48, recorded: audits(addDays(today, -answeredDaysAgo)) },
  answered: {
    daysAgo: answeredDaysAgo,
    answers: {
      ...dataAnswers,
      ...buildAnswers,
      ...trustAnswers(addDays(today, -answeredDaysAgo)),
    },
  },
  reviewed: { daysAgo: 47, reviews },
  findings: { daysAgo: 46, raised: findings },
  decided: {
    daysAgo: 40,
    outcome: 'approved',
    reason:
      'Recordings stay in Frankfurt, go after seven days and are never trained on, and an independent audit of the whole service says so. The gaps are small and were told to us unasked: build jobs without network limits, backups of 120 days, a week’s notice of a new model. We ask again in a year.',
  },
});
