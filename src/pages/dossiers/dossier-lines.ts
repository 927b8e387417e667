import {
  profileWords,
  type DossierScope,
  type DossierView,
  type Profile,
} from '../../dossiers/index.js';

const placeOf: Readonly<Record<DossierScope, string>> = {
  assessment: '/assessments/',
  vendor: '/vendors/',
  incident: '/incidents/',
  portfolio: '/portfolio',
};

const aboutWords: Readonly<Record<DossierScope, string>> = {
  assessment: 'The assessment',
  vendor: 'The vendor',
  incident: 'The incident',
  portfolio: 'The portfolio',
};

const withheldWords: Readonly<Record<Profile, string>> = {
  full: 'Nothing is withheld on purpose. Files that could not be read, or were purged, are listed in data/withheld.json; texts that were purged say so where they stood.',
  'no-personal-data':
    'The report, remarks and files of evidence are withheld, and nobody known here is named in the rest. data/withheld.json lists each with its hash.',
  'no-evidence-files':
    'Files of evidence are withheld. data/withheld.json lists each with its hash.',
  'hashes-only':
    'All but the list of evidence, without titles and names of files, and the hashes of the journal is withheld. data/withheld.json lists each with its hash.',
};

/** A dossier as lists and pages show it. */
export function dossierLine(dossier: DossierView) {
  const { id, scope, subjectId, profile, state, bytes, doneBytes, totalBytes } = dossier;
  return {
    ...dossier,
    href: `/dossiers/${id}`,
    zip: `/dossiers/${id}/zip`,
    subject: `${placeOf[scope]}${subjectId}`,
    about: aboutWords[scope],
    profileWord: profileWords[profile],
    withheldWord: withheldWords[profile],
    isUnderWay: state === 'waiting' || state === 'building',
    ...(bytes ? { size: sizeOf(bytes) } : {}),
    ...(state === 'building' && totalBytes > 0
      ? { doneMb: Math.ceil(doneBytes / mb), totalMb: Math.ceil(totalBytes / mb) }
      : {}),
  };
}

const mb = 1_000_000;

const sizeOf = (bytes: number): string =>
  bytes < mb
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${(bytes / mb).toFixed(bytes < 10 * mb ? 1 : 0)} MB`;
