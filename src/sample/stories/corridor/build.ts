import type { SampleAnswers } from '../../story.js';

/** Sections 5 and 6: build and access. */
export const buildAnswers: SampleAnswers = {
  'supply.pinned': {
    value: 'no',
    comment:
      'Direct dependencies are given as version ranges and resolved at each build. A lockfile with hashes is planned for next quarter. That no poisoned litellm reached us in March was luck: we happened not to build that day.',
  },
  'supply.waiting': { value: 'days', comment: 'Three days, by agreement in the team.' },
  'supply.build_actions': { value: 'yes' },
  'supply.build_secrets': { value: 'short_lived', comment: 'OpenID Connect to AWS, 15 minutes.' },
  'supply.build_network': { value: 'no', comment: 'Hosted runners: they reach any address.' },
  'supply.build_records': { value: 6 },
  'supply.review': { value: 'yes' },
  'supply.signed': {
    value: 'no',
    comment: 'Images are signed, but nothing refuses an unsigned one yet.',
  },
  'supply.malware_watch': { value: 'automatic' },
  'supply.patching': { value: 7 },
  'access.mfa': { value: 'yes' },
  'access.second_factor': { value: 'passkey' },
  'access.standing': { value: 'per_task' },
  'access.service_tokens': { value: 'day' },
  'access.network': { value: 'yes' },
  'access.content': { value: 'recorded', comment: 'For abuse cases, with a recorded reason.' },
  'access.logged': { value: 'yes' },
  'access.review': { value: 'quarterly' },
  'access.leavers': { value: 8 },
  'access.single_sign_on': {
    value: 'yes',
    comment: 'OpenID Connect; passwords can be switched off.',
  },
};
