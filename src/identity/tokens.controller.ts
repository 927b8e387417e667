import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { AnswersSecret, IdParam, Operation } from '../platform/http/index.js';
import { Me, Requires } from './access.js';
import type { Caller } from './caller.js';
import { NewToken, NewTokenSecret, TokenView } from './token.dto.js';
import { tokenView } from './token-view.js';
import { Tokens } from './tokens.service.js';

@Controller('api/v1/tokens')
export class TokensController {
  constructor(private readonly tokens: Tokens) {}

  @Get()
  @Requires('tokens.own')
  @Operation('Tokens', 'List your API tokens', { answers: [TokenView] })
  async list(@Me() me: Caller): Promise<TokenView[]> {
    return (await this.tokens.list(me.userId)).map(tokenView);
  }

  @Post()
  @Requires('tokens.own')
  @AnswersSecret()
  @Operation('Tokens', 'Make an API token', {
    answers: NewTokenSecret,
    description: 'It may do at most what you may. The secret is in this answer and nowhere else.',
  })
  async create(@Me() me: Caller, @Body() facts: NewToken): Promise<NewTokenSecret> {
    return this.tokens.create(me, facts);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('tokens.own')
  @Operation('Tokens', 'Revoke an API token')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.tokens.revoke(me, id);
  }
}
