import { addMonths } from '../../../platform/clock.js';
import type { Told } from '../../story.js';
import { pypi, sbom } from './sbom.js';

const content = sbom(
  { name: 'kestrel-extract', version: '8.2.0', madeAt: '2026-01-28T16:40:00Z' },
  [
    pypi('litellm', '1.80.0'),
    pypi('paddleocr', '2.9.1'),
    pypi('pillow', '11.1.0'),
    pypi('pypdf', '5.2.0'),
    pypi('requests', '2.32.4'),
    { name: 'LayoutLMv3', version: 'base', type: 'machine-learning-model' },
  ],
  [{ name: 'Azure', provider: 'Microsoft', address: 'https://azure.microsoft.com' }],
);

/** The one that knew too early: it uses the gateway, but its list is from before that day. */
export const kestrel: Told = (today) => ({
  key: 'kestrel',
  vendor: {
    name: 'Kestrel Forms',
    website: 'https://kestrel.example',
    description: 'Reads delivery notes and turns them into rows of a table.',
    status: 'active',
  },
  engagement: {
    name: 'Delivery notes',
    purpose: 'Scans of signed delivery notes; names and signatures stand on them.',
    data: ['internal', 'personal'],
    access: ['exported_files'],
    criticality: 'L',
    autonomy: 'none',
    likelihood: {
      internet_exposure: 'M',
      fourth_parties: 'M',
      trains_or_retains: 'L',
      recent_incident: 'VL',
      ships_code: 'VL',
    },
    holdsCredentials: false,
    codeRunsHere: false,
    supportsCriticalFunction: false,
    startsOn: addMonths(today, -30),
    endsOn: addMonths(today, 6),
  },
  contact: {
    name: 'Piet Aalders',
    email: 'piet.aalders@kestrel.example',
    position: 'Security officer',
  },
  addedDaysAgo: 57,
  lists: [
    {
      daysAgo: 10,
      file: {
        name: 'kestrel-extract-8.2.0.cdx.json',
        content,
        subject: 'Extraction',
        describedOn: '2026-01-28',
        whole: true,
      },
    },
  ],
});
