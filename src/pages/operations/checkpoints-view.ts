import type { CheckpointLine, CheckpointReason } from '../../journal/index.js';
import type { SigningKeyView } from '../../operations/index.js';
import type { Page } from '../../platform/database/index.js';
import { listLinks } from '../frame/list-links.js';

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
  keys: readonly SigningKeyView[],
  maySign: boolean,
) {
  return {
    title: 'Checkpoints and keys',
    crumbs: [{ href: '/journal', label: 'Journal' }, { label: 'Checkpoints and keys' }],
    maySign,
    keys: keys.map((key, at) => ({ ...key, isCurrent: at === 0 })),
    checkpoints: page.items.map((one) => ({
      ...one,
      word: reasonWords[one.reason],
      file: `/journal/checkpoints/${one.size}/note.txt`,
    })),
    ...listLinks(url, page),
  };
}
