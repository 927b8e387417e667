import { Body, Get, Param, Post } from '@nestjs/common';
import {
  AssessmentQueries,
  FindingFromAnswer,
  RaisedFromAnswers,
} from '../../assessments/index.js';
import {
  AuditExceptions,
  AuditQueries,
  FindingFromException,
  RaisedFromExceptions,
} from '../../audits/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { Engagements } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';
import { addressOf } from '../review/addresses.js';
import { FindingForm } from './finding-form.js';

/** Raising a finding where its cause is read: at an answer, or at what an auditor found. */
@PageController()
export class RaisingPages {
  constructor(
    private readonly assessments: AssessmentQueries,
    private readonly fromAnswers: RaisedFromAnswers,
    private readonly exceptions: AuditExceptions,
    private readonly audits: AuditQueries,
    private readonly fromExceptions: RaisedFromExceptions,
    private readonly engagements: Engagements,
    private readonly form: FindingForm,
  ) {}

  @Get('assessments/:id/review/:questionKey/finding')
  @Requires('findings.write')
  @Sees('answers', 'assessment')
  async aboutAnswer(@IdParam('id') id: string, @Param('questionKey') key: string): Promise<View> {
    const { title, detail, severity, proposedRemediation } = await this.fromAnswers.usualFacts(
      id,
      key,
    );
    return this.answer(id, key, blankForm({ title, detail, severity, proposedRemediation }));
  }

  @Post('assessments/:id/review/:questionKey/finding')
  @Requires('findings.write')
  @Sees('answers', 'assessment')
  async raiseFromAnswer(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Param('questionKey') questionKey: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    await this.assessments.view(id);
    return submit(
      readForm(FindingFromAnswer, { ...body, questionKey }),
      async (facts) => {
        const raised = await this.fromAnswers.raise(me, id, facts);
        return redirect(`/findings/${raised.id}`, `${raised.reference} is raised.`);
      },
      (form) => this.answer(id, questionKey, form),
    );
  }

  @Get('audit-exceptions/:id/finding')
  @Requires('findings.write')
  @Sees('exceptions', 'audit_exception')
  async aboutException(@IdParam('id') id: string): Promise<View> {
    const { severity } = await this.exceptions.byId(id);
    return this.exception(id, blankForm({ severity }));
  }

  @Post('audit-exceptions/:id/finding')
  @Requires('findings.write')
  @Sees('exceptions', 'audit_exception')
  async raiseFromException(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    await this.exceptions.byId(id);
    return submit(
      readForm(FindingFromException, body),
      async (facts) => {
        const raised = await this.fromExceptions.raise(me, id, facts);
        return redirect(`/findings/${raised.id}`, `${raised.reference} is raised.`);
      },
      (form) => this.exception(id, form),
    );
  }

  private async answer(id: string, key: string, form: Form<object>): Promise<View> {
    const { vendor, engagement } = await this.assessments.view(id);
    const back = addressOf(id, 'all', key);
    return this.form.show(form, {
      title: 'Raise a finding',
      of: `${vendor}, ${engagement}: ${key}`,
      crumbs: [
        { href: '/assessments', label: 'Assessments' },
        { href: `/assessments/${id}`, label: vendor },
        { href: back, label: 'Review' },
        { label: 'Raise a finding' },
      ],
      action: `/assessments/${id}/review/${encodeURIComponent(key)}/finding`,
      back,
    });
  }

  private async exception(id: string, form: Form<object>): Promise<View> {
    const { auditId, text, response } = await this.exceptions.byId(id);
    const { name, vendor, vendorId } = await this.audits.view(auditId);
    const back = `/audits/${auditId}#exceptions`;
    return this.form.show(form, {
      title: 'Raise a finding',
      of: `${name} of ${vendor}`,
      crumbs: [
        { href: '/audits', label: 'Audits' },
        { href: back, label: `${name} of ${vendor}` },
        { label: 'Raise a finding' },
      ],
      action: `/audit-exceptions/${id}/finding`,
      back,
      engagements: await this.engagements.ofVendor(vendorId),
      from: {
        heading: 'What the auditor found',
        text,
        more: response ? `The vendor says: ${response}` : undefined,
      },
      takesOver: true,
    });
  }
}
