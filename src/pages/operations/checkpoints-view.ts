import type { CheckpointLine, CheckpointReason } from '../../journal/index.js';
import type { SigningKeyView } from '../../operations/index.js';
import type { Page } from '../../platform/database/index.js';
import type { WitnessView } from '../../witnesses/index.js';
import { listLinks } from '../frame/list-links.js';
import { witnessLine } from './witness-views.js';

const reasonWords: Readonly<Record<CheckpointReason, string>> = {
  day: 'Each day',
  report: 'Before a report',
  dossier: 'Before a dossier',
  key: 'A new key',
  request: 'Somebody asked',
};

export function checkpointsPage(
  url: string,
  page: Page<CheckpointLine>,
  keys: { known: readonly SigningKeyView[]; current: string },
  witnesses: { maySign: boolean; items: readonly WitnessView[] },
) {
  return {
    title: 'Checkpoints and keys',
    crumbs: [{ href: '/journal', label: 'Journal' }, { label: 'Checkpoints and keys' }],
    maySign: witnesses.maySign,
    witnesses: witnesses.items.map(witnessLine),
    count: witnesses.items.filter(({ pausedSince }) => !pausedSince).length,
    keys: keys.known.map((key) => ({ ...key, isCurrent: key.fingerprint === keys.current })),
    newKey: keys.known.some(({ fingerprint }) => fingerprint === keys.current)
      ? undefined
      : keys.current,
    checkpoints: page.items.map((one) => ({
      ...one,
      word: reasonWords[one.reason],
      file: `/journal/checkpoints/${one.size}/note.txt`,
    })),
    ...listLinks(url, page),
  };
}
