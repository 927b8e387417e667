import type { Domain } from '../question.js';

export const domains: Domain[] = [
  { key: 'data', label: 'Data storage and protection' },
  { key: 'training', label: 'Training data' },
  { key: 'people', label: 'People behind the training data' },
  { key: 'tools', label: 'Tools in use' },
  { key: 'supply', label: 'Build supply chain' },
  { key: 'access', label: 'Access' },
  { key: 'assurance', label: 'Audits and assurance' },
  { key: 'incidents', label: 'Incidents and notice' },
  { key: 'lifecycle', label: 'Subprocessors, deletion and exit' },
  { key: 'oversight', label: 'Human oversight and model change' },
];
