import { Body, Get, Post, Query, Req } from '@nestjs/common';
import {
  Me,
  NewUser,
  PasswordLinks,
  Requires,
  UserFacts,
  UserQueries,
  Users,
  type Caller,
  type MadeLink,
  type UserView,
} from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  ListQuery,
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
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { newUserPage, userList, userPage } from './user-views.js';

@PageController('users')
export class UserPages {
  constructor(
    private readonly users: Users,
    private readonly queries: UserQueries,
    private readonly links: PasswordLinks,
  ) {}

  @Get()
  @Requires('users.manage')
  async list(@Query() query: ListQuery, @Req() { url }: Request): Promise<View> {
    return show('pages/users/list', userList(url, await this.queries.page(query)));
  }

  @Get('new')
  @Requires('users.manage')
  blank(): View {
    return show('pages/users/form', newUserPage(blankForm({ role: 'viewer' })));
  }

  @Post()
  @Requires('users.manage')
  async add(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(NewUser, body),
      async (facts) => {
        const made = await this.users.add(me, facts);
        return this.linkOnce(made.id, made, `${facts.name} is here`);
      },
      (form) => show('pages/users/form', newUserPage(form)),
    );
  }

  @Get(':id')
  @Requires('users.manage')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.page(me, await this.queries.view(id));
  }

  @Post(':id')
  @Requires('users.manage')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const user = await this.queries.view(id);
    const form = readForm(UserFacts, { ...rest, disabled: String(user.disabled) });
    return submit(
      form,
      async (facts) => {
        await this.users.change(me, id, version, facts);
        return redirect(`/users/${id}`, `${facts.name} is changed.`);
      },
      (again) => this.page(me, user, { ...again, typed: body }),
    );
  }

  @Post(':id/access-end')
  @Requires('users.manage')
  async endAccess(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    return this.setAccess(me, id, body, true);
  }

  @Post(':id/access')
  @Requires('users.manage')
  async giveAccess(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    return this.setAccess(me, id, body, false);
  }

  @Post(':id/password-links')
  @Requires('users.manage')
  async newLink(@Me() me: Caller, @IdParam('id') id: string): Promise<View | Redirect> {
    return orSay(`/users/${id}`, async () =>
      this.linkOnce(id, await this.links.make(me, id), 'A new password link'),
    );
  }

  private async setAccess(
    me: Caller,
    id: string,
    body: FormBody,
    disabled: boolean,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    const { name, role, managerId } = await this.queries.view(id);
    const same = { name, role, ...(managerId ? { managerId } : {}) };
    return orSay(`/users/${id}`, async () => {
      await this.users.change(me, id, version, { ...same, disabled });
      const said = disabled ? `The access of ${name} has ended.` : `${name} has access again.`;
      return redirect(`/users/${id}`, said);
    });
  }

  private async page(me: Caller, user: UserView, form?: Form<object>): Promise<View> {
    const others = (await this.queries.choices()).filter(({ id }) => id !== user.id);
    return show('pages/users/user', userPage(me, user, others, form));
  }

  /** Shown in the answer itself: neither an address nor a cookie ever holds the link. */
  private async linkOnce(id: string, { link, expiresAt }: MadeLink, title: string): Promise<View> {
    const { name } = await this.queries.view(id);
    return show('pages/users/link', { title, id, name, link, expiresAt });
  }
}
