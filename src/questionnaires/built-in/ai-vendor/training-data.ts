import type { Section } from '../../question.js';
import { given, yes } from '../expected.js';

const trainsOnOurs = {
  question: 'training.use_of_ours',
  is: ['with_agreement', 'opt_out', 'always'],
};
const ownModels = { question: 'training.own_models', is: 'yes' };

export const trainingData: Section = {
  key: 'training-data',
  title: 'Training data',
  intro:
    '“Training” covers fine-tuning, distillation, preference or reward data, and evaluation sets, by you or by anyone you pass our data to.',
  questions: [
    {
      key: 'training.use_of_ours',
      text: 'Is our data used to train or improve models?',
      kind: 'single',
      options: [
        { value: 'never', label: 'Never' },
        { value: 'with_agreement', label: 'Only after the customer has agreed to it in writing' },
        { value: 'opt_out', label: 'Yes by default; the customer can opt out' },
        { value: 'always', label: 'Yes; the customer cannot opt out' },
      ],
      weight: 'critical',
      domain: 'training',
      expected: { rule: 'oneOf', full: ['never', 'with_agreement'] },
      expectedText: 'Never, or only after we have agreed to it in writing. Opt-out is not enough.',
      gap: 'our data is used to train models without our written agreement',
      guidance:
        'Use after personal data has been removed is still use; describe it in the comment.',
      evidenceWanted: 'The clause of the contract or data processing agreement that says so.',
      knockOut: true,
      finding: {
        severity: 'very_high',
        remediation:
          'Stop training on our data and improving models with it unless we have agreed to it in writing, put this into the contract, take out what was used without such an agreement, and tell us what cannot be undone.',
      },
      allowNotApplicable: false,
      controls: ['AIRMF:MAP-4.1', 'CSF2:GV.OC-03', 'ISO42001:A.7.3', 'CCM4:DSP-15'],
    },
    {
      key: 'training.providers',
      text: 'Do your contracts with model providers forbid them to train on our data?',
      kind: 'yes_no',
      weight: 'critical',
      domain: 'training',
      expected: yes,
      expectedText: 'Yes, in every contract with a provider that receives our data.',
      gap: 'contracts with model providers do not forbid training on our data',
      guidance:
        'Not applicable only if no model of another company ever receives our data. A setting that someone can switch off is not a contract.',
      evidenceWanted: 'The clause from each provider’s terms, with the date of those terms.',
      finding: {
        severity: 'high',
        remediation:
          'Agree with every model provider that receives our data that it does not train on it, in the contract and in the setting of the account, and send no data of ours to a provider without such an agreement.',
      },
      allowNotApplicable: true,
      controls: ['AIRMF:GOVERN-6.1', 'CSF2:GV.SC-05', 'ISO42001:A.10.3', 'ISO27001:A.5.20'],
    },
    {
      key: 'training.shared_models',
      text: 'Do models trained on our data serve customers other than us?',
      kind: 'single',
      options: [
        { value: 'ours_only', label: 'No, they serve only the customer whose data it was' },
        { value: 'aggregated', label: 'Yes, after personal and confidential content is removed' },
        { value: 'shared', label: 'Yes' },
      ],
      weight: 'standard',
      domain: 'training',
      expected: { rule: 'oneOf', full: ['ours_only'], partial: ['aggregated'] },
      expectedText: 'No. What a model has learnt from us can surface for others.',
      allowNotApplicable: false,
      when: trainsOnOurs,
      controls: ['AIRMF:MEASURE-2.10', 'ISO42001:A.7.2'],
    },
    {
      key: 'training.withdrawal',
      text: 'If we stop allowing the use of our data, what happens to models already trained on it?',
      kind: 'single',
      options: [
        { value: 'retired', label: 'They are retrained without it, or retired, within 90 days' },
        { value: 'next_version', label: 'Their next version is trained without it' },
        { value: 'nothing', label: 'They stay as they are' },
      ],
      weight: 'standard',
      domain: 'training',
      expected: { rule: 'oneOf', full: ['retired'], partial: ['next_version'] },
      expectedText: 'They are retrained or retired within 90 days.',
      allowNotApplicable: false,
      when: trainsOnOurs,
      controls: ['AIRMF:GOVERN-1.7', 'ISO42001:A.7.2'],
    },
    {
      key: 'training.own_models',
      text: 'Do you train or fine-tune models that serve us?',
      kind: 'yes_no',
      weight: 'minor',
      domain: 'training',
      expected: given,
      expectedText: 'Either; it decides which questions follow.',
      guidance: 'Answer No if you only call models that others have trained.',
      allowNotApplicable: false,
      controls: ['AIRMF:GOVERN-1.6'],
    },
    {
      key: 'training.rights',
      text: 'Can you show, for each set of training data, your right to use it?',
      kind: 'yes_no',
      weight: 'standard',
      domain: 'training',
      expected: yes,
      expectedText: 'Yes: a register with origin, date, and licence or consent for each set.',
      allowNotApplicable: false,
      when: ownModels,
      controls: ['AIRMF:MAP-4.1', 'AIRMF:GOVERN-6.1', 'ISO42001:A.7.5'],
    },
    {
      key: 'training.poisoning',
      text: 'Is training data checked for tampering before it is used?',
      kind: 'yes_no',
      weight: 'standard',
      domain: 'training',
      expected: yes,
      expectedText: 'Yes: fixed versions with hashes, and a search for planted or odd samples.',
      guidance: 'Name the checks in the comment, and what happened when one last failed.',
      allowNotApplicable: false,
      when: ownModels,
      controls: ['AIRMF:MEASURE-2.7', 'ISO42001:A.7.4'],
    },
  ],
};
