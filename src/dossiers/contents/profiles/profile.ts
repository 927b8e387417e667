import type { DossierScope } from '../../dossier.entity.js';
import type { Part } from '../parts/part.js';

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

/** Where nothing is to be read that somebody typed, titles and names of files included. */
export const isWordless = (profile: Profile): boolean => profile === 'hashes-only';

/** What a dossier is called where nothing is to be read that somebody typed: its scope and id tell it apart. */
export const wordlessTitle: Readonly<Record<DossierScope, string>> = {
  assessment: 'An assessment',
  vendor: 'A vendor over a period',
  incident: 'An incident',
  portfolio: 'All vendors over a period',
};

/** What stands for what it is where nothing is to be read that somebody typed. */
export const wordless: Readonly<Record<string, string>> = {
  'journal.jsonl': 'the same without what entries tell',
  'evidence-index.json': 'the same without titles, remarks and what files are called',
};

/** Whether something may stand in the place of a part that is withheld. */
export const mayStandIn = (profile: Profile, path: string): boolean =>
  isNameless(profile) || (isWordless(profile) && Object.hasOwn(wordless, path));

/** Why a part is withheld by a profile, as a clause; nothing where it is handed out as it is. */
export function whyWithheld({ holds }: Part, profile: Profile): string | undefined {
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
      return 'only hashes were asked for';
  }
}
