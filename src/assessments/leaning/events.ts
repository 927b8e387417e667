import { job } from '../../platform/jobs/index.js';

/** A rescoring was asked for: its assessments wait to be put in line. */
export const rescoringAsked = job<{ rescoringId: string }>('rescoring.asked');

/** One assessment of a rescoring is to be scored again. */
export const rescoringDue = job<{ rescoringId: string; assessmentId: string }>('rescoring.due');
