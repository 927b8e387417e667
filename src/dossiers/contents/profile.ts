import type { Part } from './part.js';

export const profiles = ['full', 'no-personal-data', 'no-evidence-files', 'hashes-only'] as const;
/** What of a dossier is handed out; whatever is not is listed in it with name and hash. */
export type Profile = (typeof profiles)[number];

export const profileWords: Readonly<Record<Profile, string>> = {
  full: 'Everything',
  'no-personal-data': 'Without personal data',
  'no-evidence-files': 'Without evidence files',
  'hashes-only': 'Hashes only',
};

/** What a name ends in, so that two of one thing do not fall into one folder. */
export const endingOf = (profile: Profile): string => (profile === 'full' ? '' : `-${profile}`);

/** Where nobody is to be named. */
export const isNameless = (profile: Profile): boolean => profile === 'no-personal-data';

/** Whether something stands in the place of a part that is withheld. */
export const leavesOut = (profile: Profile): boolean =>
  isNameless(profile) || profile === 'hashes-only';

/** Why a part is withheld by a profile, as a clause; nothing where it is handed out as it is. */
export function whyWithheld({ holds, path }: Part, profile: Profile): string | undefined {
  switch (profile) {
    case 'full':
      return undefined;
    case 'no-personal-data':
      if (holds === 'facts') return undefined;
      return holds === 'evidence'
        ? 'a file of evidence may hold personal data'
        : 'it holds personal data';
    case 'no-evidence-files':
      return holds === 'evidence' ? 'files of evidence were left out' : undefined;
    case 'hashes-only':
      return path.endsWith('evidence-index.json') ? undefined : 'only hashes were asked for';
  }
}
