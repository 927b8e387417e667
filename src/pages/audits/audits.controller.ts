import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { AuditFacts, AuditQueries, AuditQuery, Audits } from '../../audits/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import {
  blankForm,
  IdField,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  WholeField,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { typedAudit } from './audit-fields.js';
import { AuditForm } from './audit-form.js';
import { auditList } from './audit-list.js';
import { AuditPage } from './audit-page.js';
import { DeclaredAudits } from './declared-audits.js';
import { compactRows } from './subservice-rows.js';

/** The row of an answer that the form begins with. */
class TakenOver {
  @IdField({ optional: true }) assessmentId?: string;
  @WholeField({ min: 0, max: 10_000, optional: true }) row?: number;
}

@PageController()
export class AuditPages {
  constructor(
    private readonly audits: Audits,
    private readonly queries: AuditQueries,
    private readonly vendors: Vendors,
    private readonly form: AuditForm,
    private readonly page: AuditPage,
    private readonly declared: DeclaredAudits,
    private readonly clock: Clock,
  ) {}

  @Get('audits')
  @Requires('audits.read')
  async list(@Me() me: Caller, @Query() query: AuditQuery, @Req() { url }: Request): Promise<View> {
    const page = await this.queries.page(query);
    return show('pages/audits/list', auditList(me, url, query, page, this.clock.today()));
  }

  @Get('vendors/:id/audits/new')
  @Requires('audits.write')
  async blank(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Query() { assessmentId, row }: TakenOver,
  ): Promise<View> {
    const vendor = await this.vendors.byId(vendorId);
    const takesOver = assessmentId !== undefined && me.may.has('assessments.read');
    const typed = takesOver
      ? await this.declared.typed(vendorId, assessmentId, row ?? 0)
      : { kind: 'soc2_type2', cadenceMonths: '12' };
    return this.form.show(blankForm(typed), { vendor });
  }

  @Post('vendors/:id/audits')
  @Requires('audits.write')
  async record(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const vendor = await this.vendors.byId(vendorId);
    return submit(
      readForm(AuditFacts, compactRows(body ?? {})),
      async (facts) => {
        const { id } = await this.audits.record(me, vendorId, facts);
        return redirect(
          `/audits/${id}`,
          'The audit is recorded. Next: its exceptions and its report.',
        );
      },
      (form) => this.form.show(form, { vendor }),
    );
  }

  @Get('audits/:id')
  @Requires('audits.read')
  @Sees('exceptions', 'audit', { part: 'exceptions' })
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/audits/audit', await this.page.of(me, id));
  }

  @Get('audits/:id/edit')
  @Requires('audits.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { nextDueOn, vendorId } = await this.audits.byId(id);
    const [view, vendor] = await Promise.all([this.queries.view(id), this.vendors.byId(vendorId)]);
    return this.form.show(blankForm(typedAudit(view, nextDueOn)), { vendor, id });
  }

  @Post('audits/:id')
  @Requires('audits.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const vendor = await this.vendors.byId((await this.audits.byId(id)).vendorId);
    return submit(
      readForm(AuditFacts, compactRows(rest)),
      async (facts) => {
        await this.audits.change(me, id, version, facts);
        return redirect(`/audits/${id}`, 'The audit is changed.');
      },
      (form) => {
        const typed = { ...form.typed, version: String(version) };
        return this.form.show({ ...form, typed }, { vendor, id });
      },
    );
  }
}
