import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { NotFound } from '../platform/errors.js';
import type { Reply } from '../platform/http/index.js';
import { Templates } from '../platform/templates/index.js';
import { PortalFrame } from './portal-frame.js';

/** A link or session that opens nothing: unknown, mangled, expired, revoked or somebody else's, all the same. */
export class DeadLink extends NotFound {
  constructor() {
    super('page');
    this.message =
      'This opens nothing any more. Open the link in your letter again, or ask for a new one.';
  }
}

/** The one friendly page for all of them: same status, same words. */
@Catch(DeadLink)
export class DeadLinkFilter implements ExceptionFilter<DeadLink> {
  constructor(
    private readonly templates: Templates,
    private readonly portal: PortalFrame,
  ) {}

  async catch(_error: DeadLink, host: ArgumentsHost): Promise<void> {
    const reply = host.switchToHttp().getResponse<Reply>();
    const organisation = await this.portal.organisation();
    const view = { title: 'This link does not open', organisation };
    const page = this.templates.render('portal/dead-link', view, { layout: 'portal' });
    void reply
      .status(404)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page);
  }
}
