import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Remediators, Remedies } from '../../findings/index.js';
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
import { RemedyCookie } from '../link-cookie.js';
import { LinkController } from '../portal-controller.js';
import { remedyPlaces } from './remedy-places.js';

@LinkController('remediation')
export class RemedyLandingPages {
  constructor(
    private readonly remediators: Remediators,
    private readonly remedies: Remedies,
    private readonly cookie: RemedyCookie,
  ) {}

  /** Where the link of a letter leads. Only looks: scanners of mail come here before people do. */
  @Get(':secret')
  async look(@Param('secret') secret: string, @Req() request: Request): Promise<View> {
    const remedy = await this.remediators.peek(secret);
    if (!remedy) throw new DeadLink();
    request.remedy = remedy;
    const findings = await this.remedies.list(remedy);
    const owed = findings.filter(({ state }) => state === 'open' || state === 'planned');
    return show('portal/remediation/landing', {
      title: `Findings at ${remedy.vendor}`,
      token: secret,
      name: remedy.actor.name,
      vendor: remedy.vendor,
      message: remedy.message,
      findings: findings.length,
      owed: owed.length,
      firstDue: owed[0]?.dueOn,
      linkUntil: remedy.expiresAt,
    });
  }

  /** What is no link at all looks like one that has ended. */
  @Get('*')
  lost(): never {
    throw new DeadLink();
  }

  /** The button: gives this browser a session for these findings, as often as the link is opened. */
  @Post('open')
  async open(
    @Body() body: FormBody | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Redirect> {
    const { opened: remedy, secret, expiresAt } = await exchanged(body, this.remediators);
    this.cookie.set(reply, remedy.requestId, secret, expiresAt);
    return redirect(remedyPlaces(remedy).overview);
  }
}
