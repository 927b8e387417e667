import { addDays, addMonths } from '../../platform/clock.js';
import type { Told } from '../story.js';

/** The silent one: much at stake, the questions sent, nothing answered, overdue. */
export const quarry: Told = (today) => ({
  key: 'quarry',
  vendor: {
    name: 'Quarry Labelling',
    website: 'https://quarry.example',
    description:
      'Labels pictures of damaged freight with the help of contractors in several countries.',
    status: 'prospective',
  },
  engagement: {
    name: 'Labelling of damage pictures',
    purpose:
      'Contractors mark damage in our loading-bay pictures. To pay and vet them, Quarry holds their identity numbers and interview recordings, on our behalf for this project.',
    data: ['confidential', 'personal', 'government_id', 'biometrics_recordings'],
    access: ['read_api'],
    criticality: 'M',
    autonomy: 'none',
    likelihood: {
      internet_exposure: 'H',
      fourth_parties: 'H',
      trains_or_retains: 'H',
      recent_incident: 'M',
      ships_code: 'L',
    },
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, 1),
    endsOn: addMonths(today, 13),
  },
  contact: {
    name: 'Tobias Renner',
    email: 'tobias.renner@quarry.example',
    position: 'Operations',
  },
  addedDaysAgo: 44,
  questionnaire: {
    key: 'ai-vendor',
    sentDaysAgo: 40,
    dueDaysAgo: 12,
    message: 'We would like to begin next month, and cannot before this is answered.',
  },
  audits: {
    daysAgo: 10,
    recorded: [
      {
        facts: {
          kind: 'soc2_type2',
          auditor: 'Pellworth Assurance',
          platform: 'Greenlight Compliance',
          scope: 'Labelling platform: security',
          periodFrom: addDays(addMonths(today, -25), 1),
          periodTo: addMonths(today, -13),
          issuedOn: addMonths(today, -11),
          cadenceMonths: 12,
          subservices: [
            { name: 'Contractors', purpose: 'Label the pictures, at home', method: 'carved_out' },
          ],
          notes: 'Taken from their trust page; nobody there has answered us.',
        },
        letters: [
          {
            issuedOn: addDays(today, -25),
            coversFrom: addDays(addMonths(addMonths(today, -13), 12), 1),
            coversUntil: addMonths(addMonths(addMonths(today, -13), 12), 3),
            signedBy: 'Tobias Renner',
            signerRole: 'Operations',
            byManagement: true,
          },
        ],
      },
    ],
  },
});
