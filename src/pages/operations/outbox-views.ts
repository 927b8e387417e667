import type { LetterQuery, LetterView } from '../../operations/index.js';
import type { Page } from '../../platform/database/index.js';
import type { LetterHead, LetterState } from '../../platform/mail/index.js';
import { isPurgedEmail } from '../../platform/purged.js';
import { linkedText } from './linked-text.js';
import { listLinks } from '../frame/list-links.js';

/** How the states are called here, and which of the known signs they carry. */
const shownStates: Readonly<Record<LetterState, { word: string; status: string }>> = {
  kept: { word: 'Kept here', status: 'draft' },
  waiting: { word: 'On its way', status: 'waiting' },
  sent: { word: 'Sent', status: 'delivered' },
  failed: { word: 'Failed', status: 'failed' },
};

const states = Object.keys(shownStates) as LetterState[];

/** Nothing can be done with one that was purged, whatever became of it. */
const shownAs = ({ state, to }: Pick<LetterHead, 'state' | 'to'>) =>
  isPurgedEmail(to.email) ? { word: 'Purged', status: 'cancelled' } : shownStates[state];

/** Where the page of the thing is that a letter is about. */
const pages: Readonly<Record<string, string>> = {
  assessment: '/assessments',
  vendor: '/vendors',
};

export function outboxPage(
  url: string,
  { state }: LetterQuery,
  page: Page<LetterHead>,
  smtp: boolean,
) {
  return {
    title: 'Outbox',
    smtp,
    filtered: state !== undefined,
    tabs: [
      { href: '/outbox', label: 'All', current: state === undefined },
      ...states.map((one) => ({
        href: `/outbox?state=${one}`,
        label: shownStates[one].word,
        current: state === one,
      })),
    ],
    letters: page.items.map((letter) => ({
      ...letter,
      ...shownAs(letter),
      href: `/outbox/${letter.id}`,
    })),
    ...listLinks(url, page),
  };
}

export function letterPage({ text, about, ...letter }: LetterView, smtp: boolean) {
  const at = pages[about.kind];
  const purged = isPurgedEmail(letter.to.email);
  const again = smtp && !purged && (letter.state === 'failed' || letter.state === 'kept');
  return {
    title: letter.subject,
    crumbs: [{ href: '/outbox', label: 'Outbox' }, { label: letter.subject }],
    ...letter,
    ...shownAs(letter),
    purged,
    smtp,
    about: { kind: about.kind.replaceAll('_', ' '), ...(at ? { href: `${at}/${about.id}` } : {}) },
    ...(text === undefined ? {} : { text: linkedText(text) }),
    ...(again ? { again: letter.state === 'kept' ? 'Send it now' : 'Send it again' } : {}),
  };
}
