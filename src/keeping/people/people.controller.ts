import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { NotRemembered, Operation } from '../../platform/http/index.js';
import { ErasedView, PersonAsked, PersonErasure, PersonView } from './person.dto.js';
import { PersonData } from './person-data.service.js';

@Controller('api/v1')
export class PeopleController {
  constructor(private readonly people: PersonData) {}

  @Post('person-exports')
  @HttpCode(200)
  @Requires('keeping.manage')
  @NotRemembered('what is kept of a person is not kept once more as a reply')
  @Operation('Keeping', 'Read all that is kept of a person', {
    answers: PersonView,
    description:
      'Found by e-mail address, by name, or by both, which stand in the body so that no log has them. The journal has the SHA-256.',
  })
  async export(@Me() me: Caller, @Body() asked: PersonAsked): Promise<PersonView> {
    return this.people.export(me, asked);
  }

  @Post('person-erasures')
  @HttpCode(200)
  @Requires('keeping.manage')
  @NotRemembered('what is kept of a person is not kept once more as a reply')
  @Operation('Keeping', 'Erase what is kept of a person', {
    answers: ErasedView,
    description:
      'What nothing keeps goes at once, for good. What is found by the name only goes where it is named. The rest is listed with why it stays.',
  })
  async erase(@Me() me: Caller, @Body() asked: PersonErasure): Promise<ErasedView> {
    return this.people.erase(me, asked);
  }
}
