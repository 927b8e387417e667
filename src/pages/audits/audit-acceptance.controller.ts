import { Body, Get, Post } from '@nestjs/common';
import { AcceptanceChange, AuditQueries, Audits } from '../../audits/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
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
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';

type Step = 'rejection' | 'acceptance';

const steps = {
  rejection: {
    title: 'Reject the audit',
    about:
      'From then on it proves nothing, whatever its days say, and an older audit of its line counts again. It stays recorded, with your reason.',
    label: 'Why do we not accept it?',
    submit: 'Reject it',
    done: 'The audit is rejected.',
  },
  acceptance: {
    title: 'Accept the audit again',
    about: 'It counts again for as long as its days let it.',
    label: 'Why do we accept it after all?',
    submit: 'Accept it again',
    done: 'The audit is accepted again.',
  },
} as const;

@PageController('audits/:id')
export class AuditAcceptancePages {
  constructor(
    private readonly audits: Audits,
    private readonly queries: AuditQueries,
  ) {}

  @Get('rejection')
  @Requires('audits.write')
  async asksToReject(@IdParam('id') id: string): Promise<View> {
    return this.form(id, 'rejection');
  }

  @Post('rejection')
  @Requires('audits.write')
  async reject(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return this.take(id, 'rejection', body, (version, reason) =>
      this.audits.reject(me, id, version, reason),
    );
  }

  @Get('acceptance')
  @Requires('audits.write')
  async asksToAccept(@IdParam('id') id: string): Promise<View> {
    return this.form(id, 'acceptance');
  }

  @Post('acceptance')
  @Requires('audits.write')
  async accept(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    return this.take(id, 'acceptance', body, (version, reason) =>
      this.audits.accept(me, id, version, reason),
    );
  }

  private async take(
    id: string,
    step: Step,
    body: FormBody,
    act: (version: number, reason: string) => Promise<void>,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(AcceptanceChange, rest),
      async ({ reason }) => {
        await act(version, reason);
        return redirect(`/audits/${id}`, steps[step].done);
      },
      (form) => this.form(id, step, { ...form, typed: body }),
    );
  }

  private async form(id: string, step: Step, form?: Form<AcceptanceChange>): Promise<View> {
    const { name, vendor, version } = await this.queries.view(id);
    const { title, about, label, submit: button } = steps[step];
    const sent = form ?? blankForm({ version: String(version) });
    const over = `${button} all the same`;
    const { form: filled, clash } = overTheirs(sent, { version, what: 'audit', over });
    const reason: FieldPlan = {
      label,
      type: 'textarea',
      rows: 4,
      maxlength: 2_000,
      required: true,
    };
    return show('pages/audits/reason', {
      title,
      about,
      of: `${name} of ${vendor}`,
      crumbs: [
        { href: '/audits', label: 'Audits' },
        { href: `/audits/${id}`, label: `${name} of ${vendor}` },
        { label: title },
      ],
      action: `/audits/${id}/${step}`,
      back: `/audits/${id}`,
      button,
      ...clash,
      danger: step === 'rejection',
      version: filled.typed['version'],
      ...shownForm({ reason }, filled),
    });
  }
}
