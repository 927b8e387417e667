import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  ObligationQueries,
  Readings,
  ReminderList,
  reminderPolicy,
  SnoozeFacts,
  Snoozes,
} from '../../obligations/index.js';
import { Clock } from '../../platform/clock.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Policies } from '../../policies/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { remindersPage, snoozePage } from './reminder-views.js';

@PageController('reminders')
export class ReminderPages {
  constructor(
    private readonly reminders: ReminderList,
    private readonly readings: Readings,
    private readonly snoozes: Snoozes,
    private readonly obligations: ObligationQueries,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('obligations.read')
  async list(
    @Me() me: Caller,
    @Query('all') which: unknown,
    @Query() query: Record<string, unknown>,
    @Req() { url }: Request,
  ): Promise<View> {
    const all = which === 'yes';
    const cursor = typeof query['cursor'] === 'string' ? { cursor: query['cursor'] } : {};
    const page = await this.reminders.page(me.userId, { unread: !all, ...cursor });
    return show(
      'pages/reminders/list',
      remindersPage({
        ...{ url, page, all },
        unread: await this.reminders.unread(me.userId),
        putOff: await this.snoozes.ofPerson(me.userId),
        maySnooze: me.may.has('obligations.write'),
      }),
    );
  }

  @Post('readings')
  @Requires('obligations.read')
  async readAll(@Me() me: Caller): Promise<Redirect> {
    await this.readings.markAll(me.userId);
    return redirect('/reminders', 'All your reminders are marked as read.');
  }

  @Post(':id/reading')
  @Requires('obligations.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    await this.readings.mark(me.userId, id);
    return redirect('/reminders');
  }

  @Get('snoozes/:obligationId')
  @Requires('obligations.write')
  async ask(@IdParam('obligationId') id: string): Promise<View> {
    return this.page(id, blankForm());
  }

  @Post('snoozes/:obligationId')
  @Requires('obligations.write')
  async putOff(
    @Me() me: Caller,
    @IdParam('obligationId') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    await this.obligations.byId(id);
    return submit(
      readForm(SnoozeFacts, body),
      async (facts) => {
        await this.snoozes.put(me, me.userId, id, facts);
        return redirect('/reminders', 'You are not reminded of it until then.');
      },
      (form) => this.page(id, form),
    );
  }

  @Post('snoozes/:obligationId/end')
  @Requires('obligations.write')
  async resume(@Me() me: Caller, @IdParam('obligationId') id: string): Promise<Redirect> {
    return orSay('/reminders', async () => {
      await this.snoozes.end(me, me.userId, id);
      return redirect('/reminders', 'You are reminded of it again.');
    });
  }

  private async page(id: string, form: Form<object>): Promise<View> {
    const asked = await this.obligations.byId(id);
    const { longestSnoozeDays } = await this.policies.read(reminderPolicy);
    const view = snoozePage(asked, longestSnoozeDays, this.clock.today(), form);
    return show('pages/reminders/snooze', view);
  }
}
