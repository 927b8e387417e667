import { addDays, addMonths } from '../../../platform/clock.js';
import type { SampleAudit } from '../../story.js';

/** Two papers without a fault, by a firm that came with the platform, and a test that its newest part has outrun. */
export const audits = (day: string): SampleAudit[] => [
  {
    facts: {
      kind: 'soc2_type2',
      auditor: 'Pellworth Assurance',
      platform: 'Greenlight Compliance',
      scope: 'Gateway service: security and availability. The answer cache is not in scope.',
      periodFrom: addMonths(day, -14),
      periodTo: addMonths(day, -2),
      issuedOn: addMonths(day, -1),
      cadenceMonths: 12,
      subservices: [
        { name: 'Amazon Web Services', purpose: 'Hosting', method: 'carved_out' },
        { name: 'GitHub', purpose: 'Code and builds', method: 'carved_out' },
      ],
      notes:
        'No exception in a year of 84 controls. Section 4 tests each of them with the same sentence.',
    },
  },
  {
    facts: {
      kind: 'iso27001',
      auditor: 'Holm Certification',
      scope: 'Operation of the gateway, Dublin',
      issuedOn: addMonths(day, -11),
      expiresOn: addMonths(day, 25),
      cadenceMonths: 12,
      subservices: [],
    },
  },
  {
    facts: {
      kind: 'penetration_test',
      auditor: 'Rook Security Testing',
      scope: 'Public API and console',
      periodFrom: addDays(addMonths(day, -7), -9),
      periodTo: addMonths(day, -7),
      materialChangeOn: addMonths(day, -5),
      subservices: [],
      notes: 'The answer cache was put in front of the API after the test.',
    },
    exceptions: [
      {
        text: 'Keys of one tenant can be listed by an administrator of another through the console’s search.',
        severity: 'high',
        response: 'Fixed within a week; the testers looked again and agreed.',
      },
      {
        text: 'Error replies of the gateway name the model provider’s internal addresses.',
        severity: 'low',
      },
    ],
  },
];
