import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../../identity/index.js';
import { Sees } from '../../../journal/index.js';
import {
  Incidents,
  incidentReference,
  OutreachExtension,
  OutreachQueries,
  OutreachRequests,
  OutreachResend,
  requestStateWords,
  statementWords,
} from '../../../incidents/index.js';
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
} from '../../../platform/http/index.js';
import { Contacts } from '../../../vendors/index.js';
import { shownForm, type FieldPlan } from '../../frame/form-fields.js';
import { SeenBy } from '../../frame/seen-by.js';
import { PageController } from '../../frame/page-controller.js';
import { readVersion } from '../../frame/read-version.js';
import { momentOf } from '../moment.js';
import { worded } from '../../frame/words.js';

const dueFields: Record<string, FieldPlan> = {
  dueAt: {
    label: 'Due from now on',
    type: 'datetime-local',
    width: '20',
    hint: 'In UTC, at most 90 days from now.',
  },
};

/** How far one vendor came that was asked about an incident, and what it answered. */
@PageController()
export class OutreachRequestPages {
  constructor(
    private readonly incidents: Incidents,
    private readonly contacts: Contacts,
    private readonly queries: OutreachQueries,
    private readonly requests: OutreachRequests,
    private readonly seenBy: SeenBy,
  ) {}

  @Get('outreach-requests/:id')
  @Requires('incidents.read')
  @Sees('incident-answers', 'outreach_request', { part: 'answers' })
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.shown(me, id);
  }

  @Post('outreach-requests/:id/letters')
  @Requires('incidents.write')
  @Sees('incident-answers', 'outreach_request', { part: 'answers' })
  async resend(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(OutreachResend, rest),
      async ({ contactId }) => {
        await this.requests.resend(me, id, version, contactId);
        return redirect(`/outreach-requests/${id}`, 'A letter with a new link is written.');
      },
      (resend) => this.shown(me, id, { resend }),
    );
  }

  @Post('outreach-requests/:id/due')
  @Requires('incidents.write')
  @Sees('incident-answers', 'outreach_request', { part: 'answers' })
  async extend(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const { dueAt: typed } = rest;
    const said = typeof typed === 'string' ? momentOf(typed) : undefined;
    return submit(
      readForm(OutreachExtension, said ? { ...rest, dueAt: said } : rest),
      async ({ dueAt }) => {
        await this.requests.extend(me, id, version, dueAt);
        return redirect(`/outreach-requests/${id}`, 'It has more time now.');
      },
      (due) => this.shown(me, id, { due: { ...due, typed: rest } }),
    );
  }

  @Get('outreach-requests/:id/revocation')
  @Requires('incidents.write')
  async asksToRevoke(@IdParam('id') id: string): Promise<View> {
    const request = await this.queries.view(id);
    const { number, title } = await this.incidents.byId(request.incidentId);
    const back = `/outreach-requests/${id}`;
    return show('pages/incidents/revocation', {
      title: `Revoke the link of ${request.vendor}`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${request.incidentId}`, label: incidentReference(number) },
        { href: back, label: request.vendor },
        { label: 'Revoke the link' },
      ],
      ...{ incident: title, request, back },
      isRevoked: Boolean(request.revokedAt),
    });
  }

  @Post('outreach-requests/:id/revocation')
  @Requires('incidents.write')
  async revoke(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    await this.requests.revoke(me, id, version);
    return redirect(`/outreach-requests/${id}`, 'The link is revoked.');
  }

  private async shown(
    me: Caller,
    id: string,
    sent: { resend?: Form<object>; due?: Form<object> } = {},
  ): Promise<View> {
    const request = await this.queries.view(id);
    const { number, title, state } = await this.incidents.byId(request.incidentId);
    const contacts = await this.contacts.ofVendor(request.vendorId);
    const resend = shownForm(
      {
        contactId: {
          label: 'To whom',
          type: 'select',
          options: contacts.map(({ id: value, name, email }) => ({
            value,
            label: `${name}, ${email}`,
          })),
        },
      },
      sent.resend ?? blankForm({ contactId: request.contactId }),
    );
    const due = shownForm(
      dueFields,
      sent.due ?? blankForm({ dueAt: request.dueAt?.slice(0, 16) ?? '' }),
    );
    return show('pages/incidents/request', {
      ...(await this.seenBy.of(me, id)),
      title: `${request.vendor} about ${incidentReference(number)}`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${request.incidentId}`, label: incidentReference(number) },
        { label: request.vendor },
      ],
      incident: title,
      request,
      word: requestStateWords[request.state],
      answers: (await this.queries.answers(id)).map((one) => ({
        ...one,
        word: statementWords[one.status],
        used: worded(one.answers.used),
        reachable: one.answers.reachable && worded(one.answers.reachable),
      })),
      mayAct: me.may.has('incidents.write') && state === 'open' && !request.revokedAt,
      hasContact: contacts.length > 0,
      fields: { ...resend.fields, ...due.fields },
      errors: [...resend.errors, ...due.errors],
    });
  }
}
