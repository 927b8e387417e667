import { Injectable } from '@nestjs/common';
import {
  AuditExceptions,
  AuditQueries,
  ExceptionFacts,
  exceptionSeverities,
  freshness,
  type BridgeLetterFacts,
} from '../../audits/index.js';
import { show, type Form, type View } from '../../platform/http/index.js';
import { Policies } from '../../policies/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { optionsOf } from '../frame/words.js';

const exceptionFields: Record<string, FieldPlan> = {
  text: {
    label: 'What the auditor found',
    type: 'textarea',
    rows: 4,
    maxlength: 4_000,
    required: true,
  },
  severity: {
    label: 'How bad is it for us?',
    type: 'select',
    options: optionsOf(exceptionSeverities),
    width: '20',
  },
  response: { label: 'What the vendor says about it', type: 'textarea', rows: 3, maxlength: 4_000 },
};

const letterFields: Record<string, FieldPlan> = {
  issuedOn: { label: 'Dated', type: 'date', width: '20', required: true },
  coversFrom: { label: 'First day it covers', type: 'date', width: '20', required: true },
  coversUntil: { label: 'Last day it covers', type: 'date', width: '20', required: true },
  signedBy: { label: 'Signed by', maxlength: 100, required: true, autocomplete: 'off' },
  signerRole: {
    label: 'Their position',
    maxlength: 100,
    required: true,
    hint: 'Such as “Chief executive”.',
  },
  byManagement: {
    label: 'The vendor’s own management signed it',
    type: 'checkbox',
    hint: 'A letter of the auditor, the platform or a consultant is no bridge letter.',
  },
};

/** The forms of what belongs to an audit. */
@Injectable()
export class AuditPartsForm {
  constructor(
    private readonly queries: AuditQueries,
    private readonly exceptions: AuditExceptions,
    private readonly policies: Policies,
  ) {}

  async exception(sent: Form<ExceptionFacts>, auditId: string, id?: string): Promise<View> {
    const { form, clash } = id
      ? overTheirs(sent, { version: (await this.exceptions.byId(id)).version, what: 'exception' })
      : { form: sent, clash: {} };
    return show('pages/audits/exception', {
      ...(await this.frame(auditId, id ? 'Change the exception' : 'Add an exception')),
      action: id ? `/audit-exceptions/${id}` : `/audits/${auditId}/exceptions`,
      id,
      ...clash,
      version: form.typed['version'],
      ...shownForm(exceptionFields, form),
    });
  }

  async letter(form: Form<BridgeLetterFacts>, auditId: string): Promise<View> {
    return show('pages/audits/bridge-letter', {
      ...(await this.frame(auditId, 'Add a bridge letter')),
      action: `/audits/${auditId}/bridge-letters`,
      months: (await this.policies.read(freshness)).bridgeMonths,
      ...shownForm(letterFields, form),
    });
  }

  private async frame(auditId: string, title: string) {
    const { name, vendor } = await this.queries.view(auditId);
    const of = `${name} of ${vendor}`;
    return {
      title,
      of,
      crumbs: [
        { href: '/audits', label: 'Audits' },
        { href: `/audits/${auditId}`, label: of },
        { label: title },
      ],
      back: `/audits/${auditId}`,
    };
  }
}
