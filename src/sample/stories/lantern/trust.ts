import { addMonths } from '../../../platform/clock.js';
import type { SampleAnswers } from '../../story.js';

/** Sections 7 to 10: audits, incidents, exit, oversight. `day` is the day of the answers. */
export const trustAnswers = (day: string): SampleAnswers => ({
  'assurance.audits': {
    value: [
      {
        standard: 'soc2_type2',
        auditor: 'Tarn & Vesper LLP',
        scope:
          'Transcription service and the company behind it: security, confidentiality, privacy',
        periodStart: addMonths(day, -15),
        periodEnd: addMonths(day, -3),
        issuedOn: addMonths(day, -2),
        nextDueOn: addMonths(day, 10),
        exceptions: 2,
      },
      {
        standard: 'iso27001',
        auditor: 'Holm Certification',
        scope: 'Development and operation of the transcription service, Leipzig and Frankfurt',
        periodStart: addMonths(day, -20),
        periodEnd: addMonths(day, 16),
        nextDueOn: addMonths(day, 4),
        exceptions: 0,
      },
      {
        standard: 'penetration_test',
        auditor: 'Rook Security Testing',
        scope: 'Web application, API and upload path, with source code',
        periodEnd: addMonths(day, -4),
        issuedOn: addMonths(day, -4),
        nextDueOn: addMonths(day, 8),
        exceptions: 3,
      },
    ],
    comment:
      'The two SOC 2 exceptions: one late access review, one leaver removed after 30 hours instead of 24.',
  },
  'assurance.cadence': { value: 'yearly' },
  'assurance.scope': { value: 'nothing' },
  'assurance.platform': { value: 'no', comment: 'Our own staff collect the evidence.' },
  'assurance.penetration_test': {
    value: addMonths(day, -4),
    comment: 'Three findings, none critical, all fixed and tested again.',
  },
  'assurance.red_team': {
    value: addMonths(day, -15),
    comment: 'Spoken instructions in recordings. The next one is booked.',
  },
  'incidents.notice': { value: 'hours_24' },
  'incidents.upstream': { value: 'hours_24' },
  'incidents.replace_keys': {
    value: 'hours_24',
    comment: 'Exercise in May: 38 credentials replaced in 6 hours.',
  },
  'incidents.contact': {
    value: 'yes',
    comment: 'Duty officer: security@lantern.example, telephone in the agreement, schedule C.',
  },
  'incidents.reports': {
    value: 'yes',
    comment: 'https://lantern.example/.well-known/security.txt',
  },
  'incidents.exercise': { value: 'year' },
  'incidents.logs_kept': { value: 13 },
  'incidents.past': { value: 'no' },
  'subprocessors.list': {
    value: 'yes',
    comment: 'https://lantern.example/subprocessors: two entries, AWS and our ticket system.',
  },
  'subprocessors.notice': { value: 30 },
  'subprocessors.terms': { value: 'yes' },
  'exit.deletion': { value: 'days_30' },
  'exit.derived': {
    value: 'yes',
    comment: 'Nothing is made from recordings but the transcript and its speaker labels.',
  },
  'exit.backups': {
    value: 120,
    comment: 'See the list of stores: the backup plan keeps 120 days. We mean to go down to 60.',
  },
  'exit.proof': { value: 'yes' },
  'exit.return': { value: 'yes', comment: 'JSON and VTT by the API, at any time.' },
  'oversight.decisions': {
    value: 'no',
    comment: 'A transcript is no judgement of a person; we offer no scoring of agents or callers.',
  },
  'oversight.actions': { value: 'nothing' },
  'oversight.injection': {
    value: ['least_rights', 'outbound', 'tested'],
    comment: 'A speech model reads no instructions; summaries are not part of your contract.',
  },
  'oversight.stop': {
    notApplicableReason:
      'The service is nothing but transcription: switching it off is stopping uploads.',
  },
  'oversight.change_notice': {
    value: 7,
    comment: 'A new model runs beside the old one for a week; you can stay for 90 days.',
  },
  'oversight.change_tested': { value: 'yes' },
});
