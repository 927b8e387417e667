import { Body, Get, Post, Query } from '@nestjs/common';
import { Me, NewToken, Requires, Tokens, type Caller } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { newTokenPage, presetOf, tokenList } from './token-views.js';

@PageController('tokens')
export class TokenPages {
  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('tokens.own')
  async list(@Me() me: Caller): Promise<View> {
    const tokens = await this.tokens.list(me.userId);
    return show('pages/tokens/list', tokenList(tokens, this.clock.now()));
  }

  @Get('new')
  @Requires('tokens.own')
  blank(@Me() me: Caller, @Query('preset') preset: unknown): View {
    const form = blankForm({ days: '90', scopes: presetOf(me, preset) });
    return show('pages/tokens/form', newTokenPage(me, form));
  }

  @Post()
  @Requires('tokens.own')
  async make(@Me() me: Caller, @Body() body: FormBody): Promise<View | Redirect> {
    return submit(
      readForm(NewToken, body),
      async (facts) => {
        const { secret } = await this.tokens.create(me, facts);
        return show('pages/tokens/secret', { title: 'Your new token', name: facts.name, secret });
      },
      (form) => show('pages/tokens/form', newTokenPage(me, form)),
    );
  }

  @Get(':id/revocation')
  @Requires('tokens.own')
  async ask(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const { name, createdAt, usedAt } = await this.tokens.ofCaller(me, id);
    return show('pages/tokens/revocation', {
      title: 'Revoke this token?',
      crumbs: [{ href: '/tokens', label: 'API tokens' }, { label: 'Revoke' }],
      token: { id, name, createdAt, usedAt },
    });
  }

  @Post(':id/revocation')
  @Requires('tokens.own')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { name } = await this.tokens.ofCaller(me, id);
    await this.tokens.revoke(me, id);
    return redirect('/tokens', `The token “${name}” no longer works.`);
  }
}
