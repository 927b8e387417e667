import { Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Created, IdParam, Operation } from '../../platform/http/index.js';
import { Invitations } from './invitations.service.js';

@Controller('api/v1/invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Post(':id/rotations')
  @Requires('assessments.write')
  @Operation('Assessments', 'Write the letter again with a new link', {
    answers: Created,
    description: 'The link before it is dead, and so is what was opened with it.',
  })
  async rotate(@Me() me: Caller, @IdParam('id') id: string): Promise<Created> {
    await this.invitations.rotate(me, id);
    return { id };
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('assessments.write')
  @Operation('Assessments', 'Revoke an invitation and those its holder gave to colleagues')
  async revoke(@Me() me: Caller, @IdParam('id') id: string): Promise<void> {
    await this.invitations.revoke(me, id);
  }
}
