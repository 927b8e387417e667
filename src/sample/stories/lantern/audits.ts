import { addDays, addMonths } from '../../../platform/clock.js';
import type { SampleAudit } from '../../story.js';

/** Read in full, in scope and in period, with their exceptions told. */
export const audits = (day: string): SampleAudit[] => [
  {
    facts: {
      kind: 'soc2_type2',
      auditor: 'Tarn & Vesper LLP',
      scope: 'Transcription service and the company behind it: security, confidentiality, privacy',
      periodFrom: addMonths(day, -15),
      periodTo: addMonths(day, -3),
      issuedOn: addMonths(day, -2),
      cadenceMonths: 12,
      nextDueOn: addMonths(day, 10),
      subservices: [{ name: 'Amazon Web Services', purpose: 'Hosting', method: 'carved_out' }],
    },
    exceptions: [
      {
        text: 'The access review of the second quarter was done five weeks late.',
        severity: 'low',
        response: 'It is now in the calendar of two people.',
      },
      {
        text: 'One leaver’s access was removed after 30 hours instead of 24.',
        severity: 'low',
        response: 'The leaver had handed in the laptop on the last day.',
      },
    ],
  },
  {
    facts: {
      kind: 'iso27001',
      auditor: 'Holm Certification',
      scope: 'Development and operation of the transcription service, Leipzig and Frankfurt',
      issuedOn: addMonths(day, -20),
      expiresOn: addMonths(day, 16),
      surveillanceOn: addMonths(day, -8),
      certificateNumber: 'HC-27001-40417',
      cadenceMonths: 12,
      nextDueOn: addMonths(day, 4),
      subservices: [],
    },
  },
  {
    facts: {
      kind: 'penetration_test',
      auditor: 'Rook Security Testing',
      scope: 'Web application, API and upload path, with source code',
      periodFrom: addDays(addMonths(day, -4), -11),
      periodTo: addMonths(day, -4),
      issuedOn: addMonths(day, -4),
      cadenceMonths: 12,
      subservices: [],
    },
  },
];
