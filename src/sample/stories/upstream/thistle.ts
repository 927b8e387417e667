import { addDays, addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';

/** The one we only heard of: its gateway has a name and no package, and there is nobody to write to. */
export const thistle: Told = (today) => ({
  key: 'thistle',
  vendor: {
    name: 'Thistle Voice',
    website: 'https://thistle.example',
    description: 'Answers calls at night and takes down who should call back.',
    status: 'active',
  },
  engagement: {
    name: 'Calls at night',
    purpose: 'Callers say a name, a number and what it is about.',
    data: ['personal', 'biometrics_recordings'],
    access: ['none'],
    criticality: 'L',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'M',
      fourth_parties: 'M',
      trains_or_retains: 'M',
      recent_incident: 'L',
      ships_code: 'VL',
    },
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -3),
    endsOn: addMonths(today, 9),
  },
  addedDaysAgo: 55,
  lists: [
    {
      daysAgo: 8,
      heard: {
        subject: 'Call with their sales engineer',
        describedOn: addDays(today, -8),
        tools: [
          {
            name: 'LiteLLM',
            kind: 'gateway',
            purpose: 'Chooses the model that answers',
            seesOurData: 'yes',
            holdsCredentials: 'unknown',
            direct: 'yes',
          },
          {
            name: 'Twilio',
            kind: 'other',
            webAddress: 'https://www.twilio.com',
            purpose: 'Takes the calls',
            seesOurData: 'yes',
            holdsCredentials: 'no',
            direct: 'yes',
          },
        ],
      },
    },
  ],
});
