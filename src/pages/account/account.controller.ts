import { Body, Get, Post, Req, Res } from '@nestjs/common';
import {
  Account,
  Me,
  OwnName,
  OwnPassword,
  PreferenceFacts,
  Preferences,
  Requires,
  SessionCookie,
  Sessions,
  TooManyTries,
  type Caller,
} from '../../identity/index.js';
import {
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { accountPage, type AccountForms } from './account-view.js';
import { readVersion } from '../frame/read-version.js';
import { daysOf } from './reminder-fields.js';
import { PageController } from '../frame/page-controller.js';

@PageController('account')
export class AccountPages {
  constructor(
    private readonly account: Account,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly preferences: Preferences,
  ) {}

  @Get()
  @Requires('being signed in')
  async read(@Me() me: Caller): Promise<View> {
    return this.page(me, {});
  }

  @Post('name')
  @Requires('being signed in')
  async rename(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(OwnName, body),
      async ({ name }) => {
        await this.account.rename(me, name);
        return redirect('/account', 'Your name is changed.');
      },
      (name) => this.page(me, { name }),
    );
  }

  @Post('password')
  @Requires('being signed in')
  async changePassword(
    @Me() me: Caller,
    @Body() body: FormBody,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<View | Redirect> {
    const form = readForm(OwnPassword, body);
    const visit = {
      address: request.ip,
      browser: request.headers['user-agent'],
      secret: this.cookie.read(request),
    };
    try {
      return await submit(
        form,
        async (facts) => {
          this.cookie.set(reply, await this.account.changePassword(me, facts, visit));
          return redirect(
            '/account',
            'Your password is changed. Everywhere else you are signed out.',
          );
        },
        (password) => this.page(me, { password }),
      );
    } catch (error) {
      if (!(error instanceof TooManyTries)) throw error;
      void reply.header('retry-after', String(error.seconds));
      const page = await this.page(me, { password: { ...form, message: error.message } });
      return { ...page, status: 429 };
    }
  }

  @Post('reminders')
  @Requires('being signed in')
  async changeReminders(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(PreferenceFacts, { ...rest, quietDays: daysOf(rest['quietDays']) }),
      async (facts) => {
        await this.preferences.change(me, me.userId, version, facts);
        return redirect('/account', 'You are reminded as you chose.');
      },
      (reminders) => this.page(me, { reminders: { ...reminders, typed: body } }),
    );
  }

  @Post('sessions/:id/end')
  @Requires('being signed in')
  async end(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    await this.sessions.end(me, id);
    return redirect('/account', 'That browser is signed out.');
  }

  private async page(me: Caller, forms: AccountForms): Promise<View> {
    const [user, sessions] = [await this.account.of(me), await this.sessions.list(me.userId)];
    const wishes = await this.preferences.of(me.userId);
    return show('pages/account/account', accountPage(me, user, sessions, wishes, forms));
  }
}
