import { Injectable } from '@nestjs/common';
import { AuditFacts, AuditorQueries, AuditQueries } from '../../audits/index.js';
import { show, type Form, type View } from '../../platform/http/index.js';
import { shownForm } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { auditFields, kindsOfFields } from './audit-fields.js';
import { subserviceRows } from './subservice-rows.js';

interface About {
  vendor: { id: string; name: string };
  /** Of the audit that is changed; nothing where one is recorded. */
  id?: string;
}

/** The form by which an audit is recorded or changed. */
@Injectable()
export class AuditForm {
  constructor(
    private readonly auditors: AuditorQueries,
    private readonly queries: AuditQueries,
  ) {}

  async show(sent: Form<AuditFacts>, { vendor, id }: About): Promise<View> {
    const { form, clash } = id
      ? overTheirs(sent, { version: (await this.queries.view(id)).version, what: 'audit' })
      : { form: sent, clash: {} };
    const [firms, platforms] = await Promise.all([
      this.auditors.names('firm'),
      this.auditors.names('platform'),
    ]);
    const title = id ? 'Change the audit' : 'Record an audit';
    const { plans, rows } = subserviceRows(form);
    return show('pages/audits/form', {
      title,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${vendor.id}`, label: vendor.name },
        { label: title },
      ],
      vendor: vendor.name,
      action: id ? `/audits/${id}` : `/vendors/${vendor.id}/audits`,
      back: id ? `/audits/${id}` : `/vendors/${vendor.id}/evidence`,
      ...clash,
      version: form.typed['version'],
      kinds: kindsOfFields,
      rows,
      styles: ['/public/css/audits.css'],
      scripts: ['/public/js/audit-form.js'],
      ...shownForm({ ...auditFields({ firms, platforms }), ...plans }, form),
    });
  }
}
