import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { BoardQuery, NewOutreach, Outreaches, PreviewQuery } from '../../../incidents/index.js';
import { Me, Requires, type Caller } from '../../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../../platform/http/index.js';
import { PageController } from '../../frame/page-controller.js';
import { OutreachPage } from './outreach-page.js';

/** Asking vendors about an incident, and the board of who answered. */
@PageController('incidents/:id/outreach')
export class OutreachPages {
  constructor(
    private readonly outreaches: Outreaches,
    private readonly page: OutreachPage,
  ) {}

  @Get()
  @Requires('incidents.read')
  async board(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: BoardQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    return show('pages/incidents/outreach', await this.page.board(me, id, url, query));
  }

  @Get('new')
  @Requires('incidents.write')
  async choose(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: PreviewQuery,
  ): Promise<View> {
    return show('pages/incidents/ask', await this.page.choosing(me, id, query, blankForm()));
  }

  @Post()
  @Requires('incidents.write')
  async begin(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewOutreach, body),
      async (facts) => {
        await this.outreaches.begin(me, id, facts);
        return redirect(
          `/incidents/${id}/outreach`,
          'The letters are being written, each with a link of its own.',
        );
      },
      async (form) => {
        const { standings, vendorIds } = form.value;
        const chosen = {
          ...(Array.isArray(standings) ? { standings } : {}),
          ...(Array.isArray(vendorIds) ? { vendorIds } : {}),
        };
        const valid = Object.keys(form.problems).every((name) => name === 'message');
        const model = await this.page.choosing(me, id, valid ? chosen : {}, form);
        return show('pages/incidents/ask', model);
      },
    );
  }
}
