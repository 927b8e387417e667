import { policy } from '../policies/index.js';

/** How long the file of a dossier is kept; that there was one, and its hash, stays. */
export const dossierDays = policy('dossiers', {
  title: 'Dossiers',
  about:
    'The file of a dossier holds much in one place: it is removed after a while, and can be built again.',
  figures: {
    days: { label: 'A file is kept for', unit: 'days', usual: 30, min: 1, max: 365 },
  },
});
