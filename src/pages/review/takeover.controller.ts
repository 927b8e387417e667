import { Body, Post } from '@nestjs/common';
import { NewTakeover, Takeovers } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  checked,
  IdParam,
  redirect,
  type FormBody,
  type Redirect,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';

/** Takes over what was judged the last time, a section at once. */
@PageController('assessments/:id')
export class TakeoverPages {
  constructor(private readonly takeovers: Takeovers) {}

  @Post('takeovers')
  @Requires('assessments.write')
  async take(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    const { section, submissionId } = checked(NewTakeover, body ?? {});
    const back = `/assessments/${id}/review?show=open`;
    const said = await orSay(back, () => this.takeovers.take(me, id, section, submissionId));
    if (typeof said !== 'number') return said;
    const count = said === 1 ? 'One judgement is' : `${said} judgements are`;
    return redirect(back, `${count} taken over from the last time.`);
  }
}
