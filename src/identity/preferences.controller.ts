import { Body, Controller, Get, HttpCode, Put, Res } from '@nestjs/common';
import { ExpectedVersion, Operation, tagged, type Reply } from '../platform/http/index.js';
import { Me, Requires } from './access.js';
import type { Caller } from './caller.js';
import { PreferenceFacts, PreferenceView } from './preference.dto.js';
import { Preferences } from './preferences.service.js';

@Controller('api/v1/me/preferences')
export class PreferencesController {
  constructor(private readonly preferences: Preferences) {}

  @Get()
  @Requires('being signed in')
  @Operation('People', 'Read when and how you are reminded', { answers: PreferenceView })
  async read(@Me() me: Caller, @Res({ passthrough: true }) reply: Reply): Promise<PreferenceView> {
    return tagged((await this.preferences.of(me.userId)) as PreferenceView, reply);
  }

  @Put()
  @HttpCode(204)
  @Requires('being signed in')
  @Operation('People', 'Change when and how you are reminded', { versioned: true })
  async change(
    @Me() me: Caller,
    @ExpectedVersion() version: number,
    @Body() facts: PreferenceFacts,
  ): Promise<void> {
    await this.preferences.change(me, me.userId, version, facts);
  }
}
