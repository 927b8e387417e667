import type { Section } from '../../question.js';
import { given, yes } from '../expected.js';

const hasPlatform = { question: 'assurance.platform', is: 'yes' };

export const assurance: Section = {
  key: 'assurance',
  title: 'Audits and assurance',
  intro:
    'A certificate is worth what the audit behind it was worth. We ask who looked, at what, when, and who looked at them.',
  questions: [
    {
      key: 'assurance.audits',
      text: 'List the audits and tests of the last 24 months, and the certificates in force.',
      kind: 'audits',
      weight: 'critical',
      domain: 'assurance',
      expected: { rule: 'audits', withinMonths: 13, graceMonths: 3 },
      expectedText:
        'At least one independent audit that is current: SOC 2 Type II, ISO/IEC 27001 or ISO/IEC 42001; exceptions counted, the next one dated.',
      gap: 'no independent audit of the vendor is current',
      guidance:
        'For a certificate, “last day covered” is the day it expires. Give the number of exceptions even if each was explained.',
      evidenceWanted:
        'The full reports, not the badges or summaries; certificates with their scope.',
      finding: {
        severity: 'high',
        remediation:
          'Commission an independent audit of the service we use, SOC 2 Type II or ISO/IEC 27001, with a firm that looks at the systems themselves. Until its report is there, show us a dated engagement letter and the results of an independent penetration test.',
      },
      allowNotApplicable: false,
      controls: ['CSF2:ID.IM-01', 'CSF2:GV.SC-07', 'ISO27001:A.5.35', 'CCM4:A&A-02'],
    },
    {
      key: 'assurance.cadence',
      text: 'How often is the service we use audited by an independent firm?',
      kind: 'single',
      options: [
        { value: 'yearly', label: 'At least every year, without gaps between the periods' },
        { value: 'gaps', label: 'About every year, with gaps' },
        { value: 'rarely', label: 'Less often, or once so far' },
        { value: 'never', label: 'Never' },
      ],
      weight: 'standard',
      domain: 'assurance',
      expected: { rule: 'oneOf', full: ['yearly'], partial: ['gaps'] },
      expectedText: 'Every year, without gaps between the periods.',
      allowNotApplicable: false,
      controls: ['CSF2:ID.IM-01', 'ISO27001:A.5.35', 'CCM4:A&A-02'],
    },
    {
      key: 'assurance.scope',
      text: 'Which parts of the service we use are outside the scope of your latest audit?',
      kind: 'single',
      options: [
        { value: 'nothing', label: 'None; all of it is in scope' },
        { value: 'side_parts', label: 'Parts that never handle customer data' },
        { value: 'ai_parts', label: 'The AI parts, or parts that handle customer data' },
        { value: 'all', label: 'All of it; another product or another company was audited' },
        { value: 'no_audit', label: 'There has been no audit' },
      ],
      weight: 'critical',
      domain: 'assurance',
      expected: { rule: 'oneOf', full: ['nothing'], partial: ['side_parts'] },
      expectedText: 'None, or only parts that never handle our data.',
      gap: 'the latest audit leaves out parts of the service we use',
      guidance: 'The audit of your cloud provider is not an audit of your service.',
      evidenceWanted: 'The scope section of the report or certificate.',
      finding: {
        severity: 'moderate',
        remediation:
          'Bring the parts of the service that handle our data into the scope of the next audit, and tell us by when. Until then, show by other evidence how the controls work there.',
      },
      allowNotApplicable: false,
      controls: ['CSF2:GV.SC-07', 'ISO27001:A.5.35', 'CCM4:A&A-02'],
    },
    {
      key: 'assurance.platform',
      text: 'Does a compliance platform or consultant collect the evidence for your audits?',
      kind: 'yes_no',
      weight: 'minor',
      domain: 'assurance',
      expected: given,
      expectedText: 'Either; it decides which questions follow. The comment names the firm.',
      guidance:
        'Name the platform or consultant in the comment. Not applicable only if there has been no audit.',
      allowNotApplicable: true,
      controls: ['CSF2:GV.SC-07'],
    },
    {
      key: 'assurance.platform_check',
      text: 'Who checks that the evidence collected there is true?',
      kind: 'single',
      options: [
        { value: 'auditor_at_source', label: 'The auditor, by sampling the systems themselves' },
        { value: 'own_staff', label: 'Our own staff who do not run those systems' },
        { value: 'platform', label: 'Only the platform, or an auditor it works with' },
        { value: 'nobody', label: 'Nobody, or we do not know' },
      ],
      weight: 'critical',
      domain: 'assurance',
      expected: { rule: 'oneOf', full: ['auditor_at_source'], partial: ['own_staff'] },
      expectedText: 'The auditor, by looking at the systems and not only at the platform.',
      gap: 'no auditor checks at the source the evidence behind the certificates',
      guidance: 'Policies and screenshots that a platform has filled in are not yet evidence.',
      evidenceWanted: 'The part of the report that describes how samples were taken.',
      finding: {
        severity: 'high',
        remediation:
          'Have the auditor test at the source, in the systems themselves, a sample of what the compliance platform collected, and state in the report that this was done.',
      },
      allowNotApplicable: false,
      when: hasPlatform,
      controls: ['CSF2:GV.SC-07', 'ISO27001:A.5.35', 'CCM4:A&A-02'],
    },
    {
      key: 'assurance.auditor_choice',
      text: 'Was your auditor chosen and paid independently of that platform or consultant?',
      kind: 'yes_no',
      weight: 'standard',
      domain: 'assurance',
      expected: yes,
      expectedText: 'Yes; the auditor has no stake in a quick pass.',
      guidance: 'A bundle of platform and audit at one price counts as No.',
      allowNotApplicable: false,
      when: hasPlatform,
      controls: ['CSF2:GV.SC-06', 'ISO27001:A.5.35'],
    },
    {
      key: 'assurance.penetration_test',
      text: 'When did an independent party last finish a penetration test of the service?',
      kind: 'date',
      weight: 'critical',
      domain: 'assurance',
      expected: { rule: 'notOlderThan', months: 12, partialMonths: 18 },
      expectedText: 'Within the last 12 months.',
      gap: 'no independent penetration test was finished within the last 12 months',
      guidance:
        'An automated scan is not a test. If there has been none, leave the day blank and say so in the comment.',
      evidenceWanted: 'The letter or summary of the tester, with date, scope and open findings.',
      finding: {
        severity: 'high',
        remediation:
          'Have an independent firm test the service we use, its interfaces and the way it keeps customers apart; send us the summary with the findings and the days on which they were closed. Repeat it every year.',
      },
      allowNotApplicable: false,
      controls: ['CSF2:ID.IM-02', 'CSF2:ID.RA-01', 'ISO27001:A.8.29', 'CCM4:TVM-06'],
    },
    {
      key: 'assurance.red_team',
      text: 'When were the AI functions last attacked by a red team?',
      kind: 'date',
      weight: 'standard',
      domain: 'assurance',
      expected: { rule: 'notOlderThan', months: 12, partialMonths: 18 },
      expectedText:
        'Within the last 12 months: planted instructions, data drawn out of the model, misuse of tools.',
      guidance:
        'Your own team counts if it did not build the functions. If never, leave the day blank and say so in the comment.',
      evidenceWanted: 'The report or its summary: what was tried, what worked, what was changed.',
      allowNotApplicable: false,
      controls: ['AIRMF:MEASURE-2.7', 'AIRMF:MEASURE-1.3', 'CSF2:ID.IM-02', 'ISO42001:A.6.2.4'],
    },
  ],
};
