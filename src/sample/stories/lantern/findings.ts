import type { SampleFinding } from '../../story.js';

export const findings: readonly SampleFinding[] = [
  {
    facts: {
      title: 'Recordings were deleted by hand, without a record',
      detail: 'An engineer deleted them each month, and nothing told which or when.',
      severity: 'moderate',
      proposedRemediation: 'Delete them by a job that writes down what it deleted.',
    },
    plan: { plan: 'A nightly job with a log that customers can ask for.', inDays: -30 },
    resolution: 'The job has run each night for two weeks; its log was sent to us.',
    verification: 'Three of our own recordings are in the log, and no longer to be fetched.',
  },
  {
    facts: {
      title: 'The list of subprocessors had no address for changes',
      severity: 'low',
      proposedRemediation: 'Tell customers by mail before a subprocessor is added.',
    },
    plan: { plan: 'A mailing list, with 30 days of notice.', inDays: -20 },
    resolution: 'The list exists, and our address is on it.',
  },
  {
    facts: {
      title: 'Speakers can be recognised in the recordings we send',
      detail: 'Lantern needs the voice as it is; a changed voice is understood much worse.',
      severity: 'moderate',
    },
    borne: {
      reason:
        'The recordings go after seven days, and callers are told. Changing voices made every fifth word wrong in our own test.',
      inDays: 150,
      approved: true,
    },
  },
];
