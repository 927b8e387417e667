import type { CheckedFile } from '../../dossiers/index.js';
import { show, type View } from '../../platform/http/index.js';
import { dayText } from '../../platform/templates/index.js';

const crumbs = [{ href: '/dossiers', label: 'Dossiers' }, { label: 'Checked' }];

/** What was found in a file: it is shown in answer to it, and kept nowhere. */
export function checkedPage(name: string, { verdict, sha256, isOurs, dossier }: CheckedFile): View {
  const { problems, withheld, info } = verdict;
  return show('pages/dossiers/checked', {
    title: problems.length === 0 ? 'As it was signed' : 'Not as it was signed',
    crumbs,
    name,
    sha256,
    isOurs,
    dossier,
    verdict,
    problems: problems.slice(0, mostShown),
    more: Math.max(0, problems.length - mostShown),
    withheld: withheld.slice(0, mostWithheld),
    moreWithheld: Math.max(0, withheld.length - mostWithheld),
    info: told.flatMap(([label, shown]) => {
      const text = info.find(([own]) => own === label)?.[1];
      return text
        ? [{ label: shown, text: /^\d{4}-\d\d-\d\d$/.test(text) ? dayText(text) : text }]
        : [];
    }),
    isWhole: problems.length === 0,
  });
}

const mostShown = 50;
/** The page of a hundred thousand would hold up everybody else while it is made. */
const mostWithheld = 500;

/** Of what the bag says of itself, what tells people something. */
const told = [
  ['Source-Organization', 'From'],
  ['External-Description', 'About'],
  ['Bagging-Date', 'Day on it'],
] as const;
