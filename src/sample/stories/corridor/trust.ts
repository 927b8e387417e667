import { addMonths } from '../../../platform/clock.js';
import type { SampleAnswers } from '../../story.js';

/** Sections 7 to 10: audits, incidents, exit, oversight. `day` is the day of the answers. */
export const trustAnswers = (day: string): SampleAnswers => ({
  'assurance.audits': {
    value: [
      {
        standard: 'iso27001',
        auditor: 'Holm Certification',
        scope: 'Operation of the gateway, Dublin',
        periodStart: addMonths(day, -11),
        periodEnd: addMonths(day, 25),
        nextDueOn: addMonths(day, 1),
        exceptions: 0,
      },
      {
        standard: 'soc2_type2',
        auditor: 'Pellworth Assurance',
        scope: 'Gateway service: security and availability. The answer cache is not in scope.',
        periodStart: addMonths(day, -14),
        periodEnd: addMonths(day, -2),
        issuedOn: addMonths(day, -1),
        nextDueOn: addMonths(day, 11),
        exceptions: 0,
      },
      {
        standard: 'penetration_test',
        auditor: 'Rook Security Testing',
        scope: 'Public API and console',
        periodEnd: addMonths(day, -7),
        exceptions: 5,
      },
    ],
    comment: 'Both certificates were renewed without a single exception.',
  },
  'assurance.cadence': { value: 'yearly' },
  'assurance.scope': {
    value: 'side_parts',
    comment:
      'The answer cache came after the audit period had begun. It joins with the next report.',
  },
  'assurance.platform': {
    value: 'yes',
    comment:
      'A compliance platform collects it; our account manager there found us the auditor, too.',
  },
  'assurance.platform_check': { value: 'own_staff' },
  'assurance.auditor_choice': {
    value: 'no',
    comment: 'The audit came with the platform, at one price.',
  },
  'assurance.penetration_test': { value: addMonths(day, -7) },
  'assurance.red_team': {
    value: addMonths(day, -8),
    comment: 'Our own security team, which does not build the gateway.',
  },
  'incidents.notice': { value: 'hours_48' },
  'incidents.upstream': {
    value: 'hours_72',
    comment: 'In March we needed 19 hours. We promise 72.',
  },
  'incidents.replace_keys': {
    value: 'hours_24',
    comment: 'Ours within 4 hours. Yours as fast as you can make new ones with the providers.',
  },
  'incidents.contact': {
    value: 'yes',
    comment: 'security@corridor.example, on call day and night.',
  },
  'incidents.reports': {
    value: 'no',
    comment: 'Mail to security@corridor.example is read, but no page says so yet.',
  },
  'incidents.exercise': {
    value: 'year',
    comment: 'In April, with the litellm releases as the case.',
  },
  'incidents.logs_kept': { value: 12 },
  'incidents.past': { value: 'yes' },
  'incidents.past_account': {
    value: `On ${addMonths(day, -5)} a researcher told us that a test server of ours could be reached from the internet without a password, for nine days. It held made-up prompts and no key. We took it down within two hours, told all customers the next day though none was touched, and since then a nightly check looks for open servers.`,
  },
  'subprocessors.list': { value: 'yes', comment: 'https://corridor.example/subprocessors' },
  'subprocessors.notice': { value: 14 },
  'subprocessors.terms': { value: 'yes' },
  'exit.deletion': { value: 'days_30' },
  'exit.derived': { value: 'yes' },
  'exit.backups': { value: 120 },
  'exit.proof': { value: 'yes' },
  'exit.return': { value: 'yes' },
  'oversight.decisions': { value: 'no' },
  'oversight.actions': {
    value: 'confirmed',
    comment: 'Tool calls are off for you. Where they are on, a person confirms each one.',
  },
  'oversight.injection': {
    value: ['fewer_tools', 'outbound', 'tested', 'filter_only'],
    comment: 'The gateway has rights of its own, not those of the user behind the prompt.',
  },
  'oversight.stop': { value: 'yes' },
  'oversight.change_notice': {
    value: 5,
    comment: 'We cannot promise more than the providers promise us.',
  },
  'oversight.change_tested': { value: 'yes' },
});
