import { addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';

const requirements = `# What the translation workers are built with.
fastapi==0.115.8
litellm
langdetect==1.0.9
requests==2.32.3
sacremoses==0.1.1
sentencepiece==0.2.0
`;

/** The one that cannot tell: its file names the gateway and no version, so it may have been hit. */
export const marram: Told = (today) => ({
  key: 'marram',
  vendor: {
    name: 'Marram Translations',
    website: 'https://marram.example',
    description: 'Translates customs papers and the letters that come with them.',
    status: 'active',
  },
  engagement: {
    name: 'Customs papers',
    purpose: 'Papers of consignments are sent as they come in; the translation is checked here.',
    data: ['confidential', 'personal'],
    access: ['read_api'],
    criticality: 'M',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'M',
      fourth_parties: 'H',
      trains_or_retains: 'L',
      recent_incident: 'L',
      ships_code: 'L',
    },
    holdsCredentials: true,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -7),
    endsOn: addMonths(today, 5),
  },
  contact: {
    name: 'Yusra Demir',
    email: 'yusra.demir@marram.example',
    position: 'Engineering',
  },
  addedDaysAgo: 58,
  credentials: [
    {
      kind: 'password',
      name: 'Mailbox for customs papers',
      opens: 'Reads the mailbox that brokers write to, with all that lies in it.',
      issuedOn: addMonths(today, -7),
    },
  ],
  lists: [
    {
      daysAgo: 10,
      file: {
        name: 'requirements.txt',
        content: requirements,
        subject: 'Translation workers',
        describedOn: '2026-05-18',
        whole: false,
      },
    },
  ],
});
