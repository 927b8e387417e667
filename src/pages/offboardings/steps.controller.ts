import { Body, Get, Param, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  isSaid,
  isStep,
  OffboardingQueries,
  OffboardingSteps,
  StepFacts,
  type SaidStep,
} from '../../offboarding/index.js';
import { NotFound } from '../../platform/errors.js';
import {
  blankForm,
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
import { ChosenEvidence } from '../evidence/chosen-evidence.js';
import { shownForm } from '../frame/form-fields.js';
import { orSay } from '../frame/or-say.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { crumbsOf } from './offboarding-page.js';
import { stepForms } from './offboarding-forms.js';

type Way = keyof typeof stepForms;

/** What is said of the steps that the vendor confirms, and what shows it. */
@PageController('offboardings/:id/steps/:step')
export class OffboardingStepPages {
  constructor(
    private readonly steps: OffboardingSteps,
    private readonly queries: OffboardingQueries,
    private readonly evidence: ChosenEvidence,
  ) {}

  @Get()
  @Requires('vendors.write')
  async asksWhatWasDone(@IdParam('id') id: string, @Param('step') step: string): Promise<View> {
    return this.blank(id, step, 'done');
  }

  @Post()
  @Requires('vendors.write')
  async done(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('step') step: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return this.take(me, id, step, body, 'done');
  }

  @Get('not-needed')
  @Requires('vendors.write')
  async asksWhyNot(@IdParam('id') id: string, @Param('step') step: string): Promise<View> {
    return this.blank(id, step, 'notNeeded');
  }

  @Post('not-needed')
  @Requires('vendors.write')
  async notNeeded(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('step') step: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return this.take(me, id, step, body, 'notNeeded');
  }

  @Post('reopening')
  @Requires('vendors.write')
  async reopen(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('step') step: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    return orSay(`/offboardings/${id}`, async () => {
      await this.steps.say(me, id, version, saidStep(step), { outcome: 'open' });
      return redirect(`/offboardings/${id}`, 'It is to be done again.');
    });
  }

  @Post('evidence')
  @Requires('evidence.write')
  async attach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('step') step: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const subject = { kind: 'offboarding', id, part: saidStep(step) };
    return this.evidence.attach(me, subject, `/offboardings/${id}`, body);
  }

  @Post('evidence/removal')
  @Requires('evidence.write')
  async detach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('step') step: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const subject = { kind: 'offboarding', id, part: saidStep(step) };
    return this.evidence.detach(me, subject, `/offboardings/${id}`, body);
  }

  private async take(
    me: Caller,
    id: string,
    named: string,
    body: FormBody | undefined,
    way: Way,
  ): Promise<View | Redirect> {
    const step = saidStep(named);
    const { version, rest } = readVersion(body);
    const outcome = way === 'done' ? 'done' : 'not_needed';
    return submit(
      readForm(StepFacts, { ...rest, outcome }),
      async (facts) => {
        await this.steps.say(me, id, version, step, facts);
        return redirect(`/offboardings/${id}`, 'It is noted.');
      },
      (form) => this.form(id, step, way, { ...form, typed: body ?? {} }),
    );
  }

  private async blank(id: string, named: string, way: Way): Promise<View> {
    const { version } = await this.queries.view(id);
    return this.form(id, saidStep(named), way, blankForm({ version: String(version) }));
  }

  private async form(id: string, step: SaidStep, way: Way, sent: Form<object>): Promise<View> {
    const offboarding = await this.queries.view(id);
    const { title, about, button, fields } = stepForms[way](step);
    const { version } = offboarding;
    const { form, clash } = overTheirs(sent, { version, what: 'offboarding' });
    const shown = shownForm(fields, form);
    const path = `/offboardings/${id}/steps/${step}`;
    return show('pages/offboardings/form', {
      title,
      about,
      crumbs: crumbsOf(offboarding, title),
      action: way === 'done' ? path : `${path}/not-needed`,
      back: `/offboardings/${id}`,
      ...(way === 'done' ? { instead: `${path}/not-needed` } : {}),
      button,
      ...clash,
      version: form.typed['version'],
      fields: Object.values(shown.fields),
      errors: shown.errors,
    });
  }
}

function saidStep(step: string): SaidStep {
  if (!isStep(step) || !isSaid(step)) throw new NotFound('step');
  return step;
}
