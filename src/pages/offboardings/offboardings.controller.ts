import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, UserQueries, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  NewOffboarding,
  OffboardingFacts,
  OffboardingQueries,
  OffboardingQuery,
  Offboardings,
  offboardingStates,
  VendorAccess,
} from '../../offboarding/index.js';
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
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { shownForm } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { orSay } from '../frame/or-say.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { optionsOf } from '../frame/words.js';
import { crumbsOf, OffboardingPage } from './offboarding-page.js';
import { whenAndWho } from './offboarding-forms.js';

@PageController()
export class OffboardingPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly offboardings: Offboardings,
    private readonly access: VendorAccess,
    private readonly queries: OffboardingQueries,
    private readonly page: OffboardingPage,
    private readonly people: UserQueries,
  ) {}

  /** Those that run, unless the address asks for others. */
  @Get('offboardings')
  @Requires('vendors.read')
  async list(@Query() query: OffboardingQuery, @Req() { url }: Request): Promise<View> {
    const state = query.state ?? 'running';
    const page = await this.queries.page({ ...query, state });
    return show('pages/offboardings/list', {
      title: 'Offboardings',
      crumbs: [{ href: '/vendors', label: 'Vendors' }, { label: 'Offboardings' }],
      state: {
        name: 'state',
        label: 'State',
        type: 'select',
        options: optionsOf(offboardingStates).map((option) => ({
          ...option,
          checked: option.value === state,
        })),
      },
      running: state === 'running',
      offboardings: page.items.map((line) => ({ ...line, href: `/offboardings/${line.id}` })),
      ...listLinks(url, page),
    });
  }

  @Get('vendors/:id/offboarding')
  @Requires('vendors.write')
  async blank(@IdParam('id') id: string): Promise<View | Redirect> {
    const running = await this.offboardings.running(id);
    if (running) return redirect(`/offboardings/${running.id}`);
    const { ownerId } = await this.vendors.byId(id);
    return this.startForm(id, blankForm({ ownerId }));
  }

  @Post('vendors/:id/offboarding')
  @Requires('vendors.write')
  async start(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewOffboarding, body),
      async ({ ownerId, dueOn }) => {
        const facts = { ...(ownerId ? { ownerId } : {}), ...(dueOn ? { dueOn } : {}) };
        const made = await this.offboardings.start(me, id, facts);
        return redirect(`/offboardings/${made.id}`, 'The vendor is being offboarded.');
      },
      (form) => this.startForm(id, form),
    );
  }

  @Get('offboardings/:id')
  @Requires('vendors.read')
  @Sees('confirmations', 'offboarding', { part: 'asking.last' })
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return show('pages/offboardings/offboarding', await this.page.of(me, id));
  }

  @Get('offboardings/:id/edit')
  @Requires('vendors.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const { ownerId, dueOn, version } = await this.queries.view(id);
    return this.changeForm(id, blankForm({ ownerId, dueOn, version: String(version) }));
  }

  @Post('offboardings/:id/edit')
  @Requires('vendors.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(OffboardingFacts, rest),
      async (facts) => {
        await this.offboardings.change(me, id, version, facts);
        return redirect(`/offboardings/${id}`, 'It is changed.');
      },
      (form) => this.changeForm(id, { ...form, typed: body ?? {} }),
    );
  }

  @Post('offboardings/:id/access-ending')
  @Requires('vendors.write')
  async endAccess(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    const back = `/offboardings/${id}`;
    return orSay(back, async () => {
      const { revoked } = await this.access.end(me, id, version);
      const links = revoked === 1 ? '1 link is' : `${revoked} links are`;
      return redirect(back, `${links} revoked. Nobody at the vendor comes in with them any more.`);
    });
  }

  @Post('offboardings/:id/completion')
  @Requires('vendors.write')
  async complete(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    const back = `/offboardings/${id}`;
    return orSay(back, async () => {
      await this.offboardings.complete(me, id, version);
      return redirect(back, 'The vendor is offboarded.');
    });
  }

  private async startForm(id: string, form: Form<object>): Promise<View> {
    const { name } = await this.vendors.byId(id);
    const { fields, errors } = shownForm(whenAndWho(await this.people.choices()), form);
    return show('pages/offboardings/form', {
      title: `Offboard ${name}`,
      about:
        'A checklist then says what is still to be done: our data returned or deleted, our credentials revoked, their access ended, a certificate of deletion. Nothing is revoked by starting it.',
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { label: 'Start the offboarding' },
      ],
      action: `/vendors/${id}/offboarding`,
      back: `/vendors/${id}`,
      button: 'Start the offboarding',
      fields: Object.values(fields),
      errors,
    });
  }

  private async changeForm(id: string, sent: Form<object>): Promise<View> {
    const offboarding = await this.queries.view(id);
    const { form, clash } = overTheirs(sent, {
      version: offboarding.version,
      what: 'offboarding',
    });
    const { fields, errors } = shownForm(whenAndWho(await this.people.choices()), form);
    const title = 'Change who and by when';
    return show('pages/offboardings/form', {
      title,
      crumbs: crumbsOf(offboarding, title),
      action: `/offboardings/${id}/edit`,
      back: `/offboardings/${id}`,
      button: 'Save',
      ...clash,
      version: form.typed['version'],
      fields: Object.values(fields),
      errors,
    });
  }
}
