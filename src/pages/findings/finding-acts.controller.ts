import { Body, Get, Post } from '@nestjs/common';
import {
  FindingHistory,
  FindingQueries,
  findingRefusal,
  Findings,
  PlanFacts,
  Reopening,
  Resolution,
  Verification,
} from '../../findings/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
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
import { shownForm } from '../frame/form-fields.js';
import { ChosenEvidence } from '../evidence/chosen-evidence.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { findingActs, type FindingAct } from './finding-acts.js';
import { crumbsOf } from './finding-crumbs.js';
import { theirsOf } from './finding-theirs.js';

type Dto<T> = new () => T;
type Does<T> = (me: Caller, id: string, version: number, facts: T) => Promise<void>;

/** What moves a finding on, an act a page. */
@PageController('findings/:id')
export class FindingActPages {
  constructor(
    private readonly findings: Findings,
    private readonly queries: FindingQueries,
    private readonly history: FindingHistory,
    private readonly evidence: ChosenEvidence,
  ) {}

  @Get('plan')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async asksForPlan(@IdParam('id') id: string): Promise<View> {
    const { plan, plannedFor } = await this.queries.view(id);
    return this.blank(id, 'plan', { plan, plannedFor });
  }

  @Post('plan')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async plan(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    return this.take(me, id, body, 'plan', PlanFacts, this.findings.plan.bind(this.findings));
  }

  @Get('resolution')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async asksForResolution(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'resolution');
  }

  @Post('resolution')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async resolve(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    const act = this.findings.resolve.bind(this.findings);
    return this.take(me, id, body, 'resolution', Resolution, act);
  }

  @Get('verification')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async asksForVerification(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'verification');
  }

  @Post('verification')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async verify(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    const act = this.findings.verify.bind(this.findings);
    return this.take(me, id, body, 'verification', Verification, act);
  }

  @Get('reopening')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async asksToReopen(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'reopening');
  }

  @Post('reopening')
  @Requires('findings.write')
  @Sees('remediation', 'finding')
  async reopen(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    const act = this.findings.reopen.bind(this.findings);
    return this.take(me, id, body, 'reopening', Reopening, act);
  }

  @Post('evidence')
  @Requires('evidence.write')
  async attach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    return this.evidence.attach(me, { kind: 'finding', id }, `/findings/${id}`, body);
  }

  @Post('evidence/removal')
  @Requires('evidence.write')
  async detach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    return this.evidence.detach(me, { kind: 'finding', id }, `/findings/${id}`, body);
  }

  private async take<T extends object>(
    me: Caller,
    id: string,
    body: FormBody,
    act: FindingAct,
    dto: Dto<T>,
    does: Does<T>,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(dto, rest),
      async (facts) => {
        await does(me, id, version, facts);
        return redirect(`/findings/${id}`, findingActs[act].done);
      },
      (form) => this.form(id, act, { ...form, typed: body }),
    );
  }

  private async blank(id: string, act: FindingAct, typed: FormBody = {}): Promise<View> {
    const { version } = await this.queries.view(id);
    return this.form(id, act, blankForm({ ...typed, version: String(version) }));
  }

  private async form(id: string, act: FindingAct, sent: Form<object>): Promise<View> {
    const finding = await this.queries.view(id);
    const { title, about, button, danger, fields, step, over } = findingActs[act];
    const { version } = finding;
    const by = await this.history.lastHand(id);
    const { form, clash } = overTheirs(sent, { version, what: 'finding', by, over });
    const impossible = findingRefusal(step, finding.state, 'us');
    const shown = shownForm(fields, form);
    return show('pages/findings/act', {
      title,
      about,
      of: `${finding.reference}: ${finding.title} (${finding.vendor})`,
      crumbs: crumbsOf(finding, title),
      action: `/findings/${id}/${act}`,
      back: `/findings/${id}`,
      button,
      ...clash,
      theirs: 'over' in clash ? theirsOf(finding, form) : [],
      impossible,
      danger,
      version: form.typed['version'],
      fields: Object.values(shown.fields),
      errors: shown.errors,
    });
  }
}
