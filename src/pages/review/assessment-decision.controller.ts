import { Body, Get, Post } from '@nestjs/common';
import { Decisions, NewDecision } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { DecisionPage } from './decision-page.js';
import { PageController } from '../frame/page-controller.js';

const template = 'pages/assessments/decision';

/** What was typed so far, to be shown again with more room. */
const unread = (typed: FormBody): Form<object> => ({ typed, value: {}, problems: {} });

@PageController('assessments/:id/decision')
export class AssessmentDecisionPages {
  constructor(
    private readonly decisions: Decisions,
    private readonly page: DecisionPage,
  ) {}

  @Get()
  @Requires('assessments.decide')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show(template, await this.page.of(me, id));
  }

  @Post()
  @Requires('assessments.decide')
  async decide(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { confirmed, more, ...typed } = body ?? {};
    if (more !== undefined) return show(template, await this.page.of(me, id, unread(body), true));
    const form = readForm(NewDecision, typed);
    const unticked = confirmed === 'on' ? {} : { confirmed: '– tick this first' };
    return submit(
      { ...form, problems: { ...form.problems, ...unticked } },
      async (facts) => {
        await this.decisions.decide(me, id, facts);
        return redirect(`/assessments/${id}/decision`, 'The decision is recorded.');
      },
      async (refused) => show(template, await this.page.of(me, id, { ...refused, typed: body })),
    );
  }
}
