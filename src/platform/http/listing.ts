import type { Page } from '../database/index.js';
import { IdField, TextField, WholeField } from './fields.js';
import type { Reply, Request } from './request.js';

/** What every list can be asked. */
export class ListQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Where the page begins: taken from a Link header.',
  })
  cursor?: string;

  @WholeField({
    min: 1,
    max: 200,
    optional: true,
    example: 50,
    description: 'Entries a page; 50 unless told.',
  })
  size?: number;
}

/** Puts the neighbours of a page into `Link` headers and gives its items. */
export function linked<T>(page: Page<T>, request: Request, reply: Reply): T[] {
  const links = (['next', 'previous'] as const).flatMap((rel) => {
    const cursor = page[rel];
    return cursor === undefined ? [] : [`<${withCursor(request.url, cursor)}>; rel="${rel}"`];
  });
  if (links.length > 0) void reply.header('link', links.join(', '));
  return page.items;
}

/** The same address with another page's cursor. */
export function withCursor(address: string, cursor: string): string {
  const url = new URL(address, 'http://here');
  url.searchParams.set('cursor', cursor);
  return url.pathname + url.search;
}

/** What every creation answers. */
export class Created {
  @IdField() id: string;
}
