import { profileWords, type DossierScope, type DossierView } from '../../dossiers/index.js';

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
    isUnderWay: state === 'waiting' || state === 'building',
    ...(bytes ? { megabytes: megabytesOf(bytes) } : {}),
    ...(state === 'building' && totalBytes > 0
      ? { doneMb: Math.ceil(doneBytes / mb), totalMb: Math.ceil(totalBytes / mb) }
      : {}),
  };
}

const mb = 1_000_000;

const megabytesOf = (bytes: number): string => (bytes / mb).toFixed(bytes < 10 * mb ? 1 : 0);
