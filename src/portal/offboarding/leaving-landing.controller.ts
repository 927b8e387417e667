import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Leavers } from '../../offboarding/index.js';
import {
  redirect,
  show,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { DeadLink } from '../dead-link.js';
import { exchanged } from '../exchanged.js';
import { OffboardingCookie } from '../link-cookie.js';
import { LinkController } from '../portal-controller.js';

@LinkController('offboarding')
export class LeavingLandingPages {
  constructor(
    private readonly leavers: Leavers,
    private readonly cookie: OffboardingCookie,
  ) {}

  /** Where the link of a letter leads. Only looks: scanners of mail come here before people do. */
  @Get(':secret')
  async look(@Param('secret') secret: string, @Req() request: Request): Promise<View> {
    const leaving = await this.leavers.peek(secret);
    if (!leaving) throw new DeadLink();
    request.leaving = leaving;
    const { vendor, message, dueOn, expiresAt, actor } = leaving;
    return show('portal/offboarding/landing', {
      title: `What became of the data at ${vendor}?`,
      token: secret,
      ...{ vendor, message, dueOn, name: actor.name, linkUntil: expiresAt },
    });
  }

  /** What is no link at all looks like one that has ended. */
  @Get('*')
  lost(): never {
    throw new DeadLink();
  }

  /** The button: gives this browser a session, as often as the link is opened. */
  @Post('open')
  async open(
    @Body() body: FormBody | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Redirect> {
    const { opened, secret, expiresAt } = await exchanged(body, this.leavers);
    this.cookie.set(reply, opened.requestId, secret, expiresAt);
    return redirect(`/offboarding/r/${opened.requestId}`);
  }
}
