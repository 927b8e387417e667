import { Injectable } from '@nestjs/common';
import { Organisations } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { PageRenderer, type Request } from '../platform/http/index.js';
import { Templates } from '../platform/templates/index.js';

/** The frame of a respondent's pages: who asks, about whom, and who answers questions. */
@Injectable()
export class PortalFrame extends PageRenderer {
  protected readonly layout = 'portal';

  constructor(
    templates: Templates,
    clock: Clock,
    private readonly organisations: Organisations,
  ) {
    super(templates, clock);
  }

  /** What the buyer calls itself. */
  async organisation(): Promise<string> {
    return (await this.organisations.name()) || 'The organisation that wrote to you';
  }

  protected async frame({ scope, remedy, asked, leaving }: Request): Promise<object> {
    const organisation = await this.organisation();
    if (scope) {
      return { organisation, subject: `Questions for ${scope.vendor}`, ask: { ...scope.asker } };
    }
    if (asked) {
      return { organisation, subject: `Incident ${asked.reference}`, ask: { ...asked.asker } };
    }
    if (leaving) {
      return { organisation, subject: `Data at ${leaving.vendor}`, ask: { ...leaving.asker } };
    }
    if (!remedy) return { organisation };
    return { organisation, subject: `Findings at ${remedy.vendor}`, ask: { ...remedy.asker } };
  }
}
