import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { sha256 } from '../../platform/ids.js';
import { ApiExcludeController, Open, type Reply } from '../../platform/http/index.js';
import { CalendarEntries } from './calendar-entries.queries.js';
import { calendarOf } from './calendar.js';
import { CalendarFeeds } from './calendar-feeds.service.js';

/** Where calendar programs come, which can neither sign in nor send a token. */
@Controller('calendar')
@ApiExcludeController()
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly entries: CalendarEntries,
  ) {}

  @Get(':secret')
  @Open('calendar programs come here; the secret in the address is the key')
  async read(
    @Param('secret') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    void reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
    const owner = await this.feeds.ownerOf(file);
    // The same whether there never was such a calendar or it was revoked.
    if (owner === undefined) return said(reply, 404, 'There is no calendar here.\n');
    const content = calendarOf(await this.entries.of(owner), this.entries.host);
    const etag = `"${sha256(content)}"`;
    void reply.header('etag', etag);
    if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
      return said(reply, 304, '');
    }
    void reply.header('content-disposition', 'inline; filename="due-dates.ics"');
    void reply.type('text/calendar; charset=utf-8');
    return content;
  }
}

function said(reply: Reply, status: number, text: string): string {
  void reply.status(status).type('text/plain; charset=utf-8');
  return text;
}
