import { Body, Get, Post } from '@nestjs/common';
import {
  AuditExceptions,
  Audits,
  BridgeLetterFacts,
  BridgeLetters,
  ExceptionFacts,
} from '../../audits/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  redirect,
  submit,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { orSay } from '../frame/or-say.js';
import { ChosenEvidence } from '../evidence/chosen-evidence.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { AuditPartsForm } from './audit-parts-form.js';

@PageController()
export class AuditPartPages {
  constructor(
    private readonly audits: Audits,
    private readonly exceptions: AuditExceptions,
    private readonly letters: BridgeLetters,
    private readonly evidence: ChosenEvidence,
    private readonly form: AuditPartsForm,
  ) {}

  @Get('audits/:id/exceptions/new')
  @Requires('audits.write')
  async blankException(@IdParam('id') auditId: string): Promise<View> {
    return this.form.exception(blankForm({ severity: 'moderate' }), auditId);
  }

  @Post('audits/:id/exceptions')
  @Requires('audits.write')
  async addException(
    @Me() me: Caller,
    @IdParam('id') auditId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    await this.audits.byId(auditId);
    return submit(
      readForm(ExceptionFacts, body),
      async (facts) => {
        await this.exceptions.add(me, auditId, facts);
        return redirect(`/audits/${auditId}`, 'The exception is added.');
      },
      (form) => this.form.exception(form, auditId),
    );
  }

  @Get('audit-exceptions/:id/edit')
  @Requires('audits.write')
  @Sees('exceptions', 'audit_exception')
  async editException(@IdParam('id') id: string): Promise<View> {
    const { auditId, text, severity, response, version } = await this.exceptions.byId(id);
    const typed = { text, severity, response: response ?? '', version: String(version) };
    return this.form.exception(blankForm(typed), auditId, id);
  }

  @Post('audit-exceptions/:id')
  @Requires('audits.write')
  @Sees('exceptions', 'audit_exception')
  async changeException(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const { auditId } = await this.exceptions.byId(id);
    return submit(
      readForm(ExceptionFacts, rest),
      async (facts) => {
        await this.exceptions.change(me, id, version, facts);
        return redirect(`/audits/${auditId}`, 'The exception is changed.');
      },
      (form) => this.form.exception({ ...form, typed: body }, auditId, id),
    );
  }

  @Post('audit-exceptions/:id/removal')
  @Requires('audits.write')
  async removeException(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    const { auditId } = await this.exceptions.byId(id);
    return orSay(`/audits/${auditId}`, async () => {
      await this.exceptions.remove(me, id, version);
      return redirect(`/audits/${auditId}`, 'The exception is removed.');
    });
  }

  @Get('audits/:id/bridge-letters/new')
  @Requires('audits.write')
  async blankLetter(@IdParam('id') auditId: string): Promise<View> {
    return this.form.letter(blankForm(await this.letters.longestFor(auditId)), auditId);
  }

  @Post('audits/:id/bridge-letters')
  @Requires('audits.write')
  async addLetter(
    @Me() me: Caller,
    @IdParam('id') auditId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    await this.audits.byId(auditId);
    return submit(
      readForm(BridgeLetterFacts, body),
      async (facts) => {
        await this.letters.add(me, auditId, facts);
        return redirect(`/audits/${auditId}`, 'The bridge letter is added.');
      },
      (form) => this.form.letter(form, auditId),
    );
  }

  @Post('bridge-letters/:id/removal')
  @Requires('audits.write')
  async removeLetter(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { auditId } = await this.letters.byId(id);
    await this.letters.remove(me, id);
    return redirect(`/audits/${auditId}`, 'The bridge letter is removed.');
  }

  @Post('audits/:id/evidence')
  @Requires('evidence.write')
  async attach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    return this.evidence.attach(me, { kind: 'audit', id }, `/audits/${id}`, body);
  }

  @Post('audits/:id/evidence/removal')
  @Requires('evidence.write')
  async detach(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    return this.evidence.detach(me, { kind: 'audit', id }, `/audits/${id}`, body);
  }
}
