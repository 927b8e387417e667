import type { Page } from '../../platform/database/index.js';
import { withCursor } from '../../platform/http/index.js';

/** What the partial `pager` reads: addresses of the neighbouring pages, and how many entries are shown. */
export function listLinks(url: string, { items, next, previous }: Page<unknown>) {
  return {
    shown: `${items.length} shown`,
    ...(next === undefined ? {} : { next: withCursor(url, next) }),
    ...(previous === undefined ? {} : { previous: withCursor(url, previous) }),
  };
}
