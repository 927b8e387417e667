import { profiles, profileWords } from '../../dossiers/index.js';

/** What is asked where a dossier is ordered. */
export const profileField = {
  name: 'profile',
  label: 'What is handed out',
  type: 'select',
  options: profiles.map((value) => ({ value, label: profileWords[value] })),
};

const day = { type: 'date', required: true, min: '2000-01-01' };

/** The same where it is about a period. */
export const periodFields = {
  from: { ...day, label: 'From', called: 'The first day' },
  to: { ...day, label: 'Up to and including', called: 'The last day' },
  profile: profileField,
};

/** The same beside a button, where both days are proposed. */
export const proposedFields = {
  ...periodFields,
  from: { ...periodFields.from, required: false },
  to: { ...periodFields.to, required: false },
};

/** Of the year, up to today, as `YYYY-MM-DD`: what is proposed before anybody chose. */
export const thisYear = (today: string): { from: string; to: string } => ({
  from: `${today.slice(0, 4)}-01-01`,
  to: today,
});
