import { Body, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Respondents, Sheets } from '../assessments/index.js';
import {
  redirect,
  show,
  type FormBody,
  type Redirect,
  type Reply,
  type Request,
  type View,
} from '../platform/http/index.js';
import { AnswerCookie } from './link-cookie.js';
import { DeadLink } from './dead-link.js';
import { exchanged } from './exchanged.js';
import { places } from './places.js';
import { LinkController } from './portal-controller.js';

@LinkController('answer')
export class LandingPages {
  constructor(
    private readonly respondents: Respondents,
    private readonly sheets: Sheets,
    private readonly cookie: AnswerCookie,
  ) {}

  /** Where the link of a letter leads. Only looks: scanners of mail come here before people do. */
  @Get(':secret')
  async look(@Param('secret') secret: string, @Req() request: Request): Promise<View> {
    const scope = await this.respondents.peek(secret);
    if (!scope) throw new DeadLink();
    request.scope = scope;
    const { title, purpose, minutes, asked, answered, open, daysLate, dueOn, sections, round } =
      await this.sheets.read(scope);
    const questions = sections.flatMap((section) => section.questions);
    const partly = scope.sections !== null;
    return show('portal/landing', {
      title: `Questions for ${scope.vendor}`,
      questionnaire: title,
      token: secret,
      name: scope.actor.name,
      vendor: scope.vendor,
      message: scope.message,
      ...(partly ? { only: sections.map((section) => section.title) } : { minutes }),
      ...{ purpose, asked, answered, open, daysLate, dueOn },
      again: round ? questions.filter((one) => one.open).length : 0,
      carried: questions.filter((one) => one.carried && !one.answer).length,
      linkUntil: scope.expiresAt,
    });
  }

  /** What is no link at all looks like one that has ended. */
  @Get('*')
  lost(): never {
    throw new DeadLink();
  }

  /** The button: gives this browser a session for the one assessment, as often as the link is opened. */
  @Post('open')
  async open(
    @Body() body: FormBody | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Redirect> {
    const { opened: scope, secret, expiresAt } = await exchanged(body, this.respondents);
    this.cookie.set(reply, scope.assessmentId, secret, expiresAt);
    return redirect(places(scope).overview);
  }
}
