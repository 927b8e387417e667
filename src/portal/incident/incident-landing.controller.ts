import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import { AskedPeople } from '../../incidents/index.js';
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
import { IncidentCookie } from '../link-cookie.js';
import { LinkController } from '../portal-controller.js';
import { IncidentForm } from './incident-form.js';

@LinkController('incident')
export class IncidentLandingPages {
  constructor(
    private readonly people: AskedPeople,
    private readonly form: IncidentForm,
    private readonly cookie: IncidentCookie,
  ) {}

  /** Where the link of a letter leads. Only looks: scanners of mail come here before people do. */
  @Get(':secret')
  async look(@Param('secret') secret: string, @Req() request: Request): Promise<View> {
    const asked = await this.people.peek(secret);
    if (!asked) throw new DeadLink();
    request.asked = asked;
    return show('portal/incident/landing', {
      title: `Are you affected? ${asked.title}`,
      token: secret,
      ...(await this.form.told(asked)),
    });
  }

  /** What is no link at all looks like one that has ended. */
  @Get('*')
  lost(): never {
    throw new DeadLink();
  }

  /** The button: gives this browser a session for these questions, as often as the link is opened. */
  @Post('open')
  async open(
    @Body() body: FormBody | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Redirect> {
    const { opened, secret, expiresAt } = await exchanged(body, this.people);
    this.cookie.set(reply, opened.requestId, secret, expiresAt);
    return redirect(`/incident/r/${opened.requestId}`);
  }
}
