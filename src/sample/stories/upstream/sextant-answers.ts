import { addMonths } from '../../../platform/clock.js';
import type { SampleAnswers } from '../../story.js';

/** What Sextant answered before anybody asked about the poisoned releases: fair, and silent about them. */
export const sextantAnswers = (day: string): SampleAnswers => ({
  'data.stores': {
    value: [
      {
        what: 'Orders and planned tours',
        where: 'MariaDB on AWS RDS, Frankfurt (eu-central-1)',
        purpose: 'Planning, and explaining a plan afterwards',
        retentionDays: 90,
        encryptedAtRest: 'yes',
        encryptionHow: 'AES-256, keys in AWS KMS',
        trainedOn: 'no',
        deletedHow: 'A job deletes what is older each night',
      },
    ],
  },
  'data.encrypted_at_rest': { value: 'yes' },
  'data.prompts_kept': { value: 'up_to_30', comment: '30 days, to look into odd plans.' },
  'training.use_of_ours': { value: 'never' },
  'training.providers': { value: 'yes', comment: 'Business terms, by way of Corridor Gateway.' },
  'people.used': { value: 'no' },
  'tools.list': {
    value: [
      {
        name: 'litellm',
        kind: 'gateway',
        version: '1.82.6',
        purpose: 'Speaks to the models that explain a plan',
        seesOurData: 'yes',
        holdsCredentials: 'yes',
        pinned: 'yes',
        purl: 'pkg:pypi/litellm@1.82.6',
      },
      {
        name: 'Amazon Web Services',
        kind: 'cloud',
        purpose: 'Hosting in Frankfurt',
        seesOurData: 'yes',
        holdsCredentials: 'yes',
      },
    ],
  },
  'tools.answer_time': { value: 'hours_24' },
  'supply.pinned': { value: 'yes', comment: 'Since April of this year, with hashes.' },
  'supply.patching': { value: 7 },
  'access.mfa': { value: 'yes' },
  'access.standing': { value: 'per_task' },
  'assurance.audits': {
    value: [
      {
        standard: 'iso27001',
        auditor: 'Holm Certification',
        scope: 'Operation of the planner, Frankfurt',
        periodStart: addMonths(day, -8),
        periodEnd: addMonths(day, 28),
        nextDueOn: addMonths(day, 4),
        exceptions: 0,
      },
    ],
  },
  'assurance.penetration_test': { value: addMonths(day, -9) },
  'incidents.notice': { value: 'hours_48' },
  'incidents.upstream': { value: 'hours_72' },
  'subprocessors.list': { value: 'yes', comment: 'https://sextant.example/subprocessors' },
  'exit.deletion': { value: 'days_30' },
  'oversight.actions': {
    value: 'confirmed',
    comment: 'A dispatcher confirms each plan before it is written back.',
  },
  'oversight.change_notice': { value: 14 },
});
