import { profiles, profileWords } from '../../dossiers/index.js';

/** What is asked where a dossier is ordered. */
export const profileField = {
  name: 'profile',
  label: 'What is handed out',
  type: 'select',
  options: profiles.map((value) => ({ value, label: profileWords[value] })),
};
