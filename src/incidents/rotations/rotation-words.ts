import type { RotationState } from './rotation.entity.js';

export const rotationStateWords: Readonly<Record<RotationState, string>> = {
  open: 'To be renewed',
  signed_off: 'Renewed',
  not_needed: 'Need not be renewed',
};
