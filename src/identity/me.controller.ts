import { Controller, Get } from '@nestjs/common';
import { Operation } from '../platform/http/index.js';
import { Me, Requires } from './access.js';
import type { Caller } from './caller.js';
import { MeView } from './user.dto.js';
import { Users } from './users.service.js';

@Controller('api/v1/me')
export class MeController {
  constructor(private readonly users: Users) {}

  @Get()
  @Requires('being signed in')
  @Operation('People', 'Read who you are', { answers: MeView })
  async read(@Me() me: Caller): Promise<MeView> {
    const { id, name, email, role } = await this.users.byId(me.userId);
    return { id, name, email, role, permissions: [...me.may] };
  }
}
