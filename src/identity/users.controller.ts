import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  AnswersSecret,
  ExpectedVersion,
  IdParam,
  linked,
  ListQuery,
  Operation,
  tagged,
  type Reply,
  type Request,
} from '../platform/http/index.js';
import { Me, Requires } from './access.js';
import type { Caller } from './caller.js';
import { PasswordLinks } from './password-links.service.js';
import { NewUser, NewUserView, PasswordLinkView, UserFacts, UserView } from './user.dto.js';
import { UserQueries } from './users.queries.js';
import { Users } from './users.service.js';

@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly queries: UserQueries,
    private readonly links: PasswordLinks,
  ) {}

  @Get()
  @Requires('users.manage')
  @Operation('People', 'List people', { answers: [UserView] })
  async list(
    @Query() query: ListQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<UserView[]> {
    return linked(await this.queries.page(query), request, reply);
  }

  @Post()
  @Requires('users.manage')
  @AnswersSecret()
  @Operation('People', 'Add a person', {
    answers: NewUserView,
    description: 'The answer holds a link through which they choose a password.',
  })
  async add(@Me() me: Caller, @Body() facts: NewUser): Promise<NewUserView> {
    const { id, link, expiresAt } = await this.users.add(me, facts);
    return { id, link, expiresAt: expiresAt.toISOString() };
  }

  @Get(':id')
  @Requires('users.manage')
  @Operation('People', 'Read a person', { answers: UserView })
  async read(
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<UserView> {
    return tagged(await this.queries.view(id), reply);
  }

  @Put(':id')
  @HttpCode(204)
  @Requires('users.manage')
  @Operation('People', 'Change a person, or end their access', { versioned: true })
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @ExpectedVersion() version: number,
    @Body() facts: UserFacts,
  ): Promise<void> {
    await this.users.change(me, id, version, facts);
  }

  @Post(':id/password-links')
  @Requires('users.manage')
  @AnswersSecret()
  @Operation('People', 'Make a new password link', {
    answers: PasswordLinkView,
    description: 'Links made for them before stop working.',
  })
  async newLink(@Me() me: Caller, @IdParam('id') id: string): Promise<PasswordLinkView> {
    const { link, expiresAt } = await this.links.make(me, id);
    return { link, expiresAt: expiresAt.toISOString() };
  }
}
