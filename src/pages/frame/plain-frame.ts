import { applyDecorators, Controller, Injectable, UseInterceptors } from '@nestjs/common';
import { Organisations } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { ApiExcludeController, PageRenderer } from '../../platform/http/index.js';
import { Templates } from '../../platform/templates/index.js';

/** The frame of pages that nobody needs to be signed in for. */
@Injectable()
export class PlainFrame extends PageRenderer {
  protected readonly layout = 'plain';

  constructor(
    templates: Templates,
    clock: Clock,
    private readonly organisations: Organisations,
  ) {
    super(templates, clock);
  }

  protected async frame(): Promise<object> {
    return { organisation: await this.organisations.name() };
  }
}

export const PlainController = (path: string) =>
  applyDecorators(Controller(path), ApiExcludeController(), UseInterceptors(PlainFrame));
