import { Injectable } from '@nestjs/common';
import {
  FindingQueries,
  RemediationRequestQueries,
  type FindingLine,
  type NewRemediationRequest,
  type RequestStanding,
} from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { spokenDay } from '../../scoring/index.js';
import type { Form } from '../../platform/http/index.js';
import { Contacts, Vendors, type Contact } from '../../vendors/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { SeenBy } from '../frame/seen-by.js';

const standingWords: Readonly<Record<RequestStanding, { status: string; word: string }>> = {
  sent: { status: 'sent', word: 'Not opened yet' },
  opened: { status: 'in_progress', word: 'Opened' },
  expired: { status: 'superseded', word: 'Expired' },
  revoked: { status: 'revoked', word: 'Revoked' },
};

/** The page on which a vendor is asked for plans, with those who were asked. */
@Injectable()
export class RemediationPage {
  constructor(
    private readonly vendors: Vendors,
    private readonly contacts: Contacts,
    private readonly findings: FindingQueries,
    private readonly requests: RemediationRequestQueries,
    private readonly seenBy: SeenBy,
  ) {}

  async of(me: Caller, vendorId: string, form: Form<NewRemediationRequest>): Promise<object> {
    const { name } = await this.vendors.byId(vendorId);
    const contacts = await this.contacts.ofVendor(vendorId);
    const all = await this.findings.ofVendor(vendorId);
    const owed = all.filter(({ state }) => state === 'open' || state === 'planned');
    const asked = await this.requests.ofVendor(vendorId);
    const may = me.may.has('findings.write');
    const possible = contacts.length > 0 && owed.length > 0;
    return {
      title: 'Ask for remediation plans',
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${vendorId}`, label: name },
        { label: 'Remediation plans' },
      ],
      vendor: name,
      ...(await this.seenBy.of(me, vendorId)),
      noContact: contacts.length === 0 ? `/vendors/${vendorId}/contacts/new` : undefined,
      noFinding: owed.length === 0,
      ...(may && possible
        ? {
            action: `/vendors/${vendorId}/remediation`,
            back: `/vendors/${vendorId}`,
            ...shownForm(plansOf(contacts, owed), prefilled(form, contacts, owed)),
          }
        : {}),
      asked: asked.map(({ id, standing, ...request }) => ({
        ...request,
        ...standingWords[standing],
        ...(may && (standing === 'sent' || standing === 'opened')
          ? { revocation: `/remediation-requests/${id}/revocation` }
          : {}),
      })),
    };
  }
}

/** At first all findings are chosen, and the first contact. */
function prefilled(
  form: Form<NewRemediationRequest>,
  [first]: readonly Contact[],
  owed: readonly FindingLine[],
): Form<object> {
  if (Object.keys(form.typed).length > 0) return form;
  return { ...form, typed: { contactId: first?.id, findingIds: owed.map(({ id }) => id) } };
}

const plansOf = (
  contacts: readonly Contact[],
  owed: readonly FindingLine[],
): Record<string, FieldPlan> => ({
  contactId: {
    label: 'Whom to ask',
    type: 'select',
    options: contacts.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
  },
  findingIds: {
    label: 'About which findings',
    type: 'checkboxes',
    hint: 'The vendor sees title, severity, due date and the remediation we propose; nothing else of what we wrote.',
    options: owed.map(({ id, reference, title, dueOn }) => ({
      value: id,
      label: `${reference}: ${title}`,
      hint: `Due ${spokenDay(dueOn)}`,
    })),
  },
  message: {
    label: 'What else to say',
    type: 'textarea',
    rows: 4,
    maxlength: 2_000,
    hint: 'Optional. Stands in the letter.',
  },
});
