import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import {
  blankForm,
  check,
  fragment,
  fromText,
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
import { assessInherentRisk } from '../../scoring/index.js';
import {
  CredentialQueries,
  Engagements,
  InherentFacts,
  NewEngagement,
  Vendors,
  type Vendor,
} from '../../vendors/index.js';
import { credentialsShown } from './credential-fields.js';
import { engagementFields, inherentFields, typedEngagement } from './engagement-fields.js';
import { shownForm } from '../frame/form-fields.js';
import { SeenBy } from '../frame/seen-by.js';
import { inherentShown } from './inherent-shown.js';
import { overTheirs } from '../frame/over-theirs.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';

@PageController()
export class EngagementPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly credentials: CredentialQueries,
    private readonly seenBy: SeenBy,
  ) {}

  @Get('vendors/:id/engagements/new')
  @Requires('vendors.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    return this.form(blankForm(), await this.vendors.byId(id));
  }

  /** The box of the form that tells level and tier as one chooses. */
  @Post('engagements/inherent-risk')
  @Requires('vendors.read')
  derive(@Body() body: FormBody | undefined): View {
    return fragment('pages/engagements/inherent', { inherent: derived(body ?? {}) });
  }

  @Post('vendors/:id/engagements')
  @Requires('vendors.write')
  async add(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const vendor = await this.vendors.byId(id);
    return submit(
      readForm(NewEngagement, body),
      async (facts) => {
        const added = await this.engagements.add(me, id, facts);
        return redirect(`/engagements/${added.id}`, `${facts.name} is added.`);
      },
      (form) => this.form(form, vendor),
    );
  }

  @Get('engagements/:id')
  @Requires('vendors.read')
  @Sees('credentials', 'engagement', { part: 'credentials' })
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const engagement = await this.engagements.byId(id);
    const vendor = await this.vendors.byId(engagement.vendorId);
    const { name, purpose, startsOn, endsOn } = engagement;
    return show('pages/engagements/engagement', {
      title: name,
      crumbs: crumbsOf(vendor, name),
      mayWrite: me.may.has('vendors.write'),
      engagement: { id, name, purpose, startsOn, endsOn },
      vendor: { id: vendor.id, name: vendor.name },
      inherent: inherentShown(engagement),
      credentials: credentialsShown(await this.credentials.ofEngagement(id)),
      ...(await this.seenBy.of(me, id)),
    });
  }

  @Get('engagements/:id/edit')
  @Requires('vendors.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const engagement = await this.engagements.byId(id);
    const vendor = await this.vendors.byId(engagement.vendorId);
    return this.form(blankForm(typedEngagement(engagement)), vendor, id);
  }

  @Post('engagements/:id')
  @Requires('vendors.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const vendor = await this.vendors.byId((await this.engagements.byId(id)).vendorId);
    return submit(
      readForm(NewEngagement, rest),
      async (facts) => {
        await this.engagements.change(me, id, version, facts);
        return redirect(`/engagements/${id}`, `${facts.name} is changed.`);
      },
      (form) => this.form({ ...form, typed: body }, vendor, id),
    );
  }

  @Post('engagements/:id/removal')
  @Requires('vendors.write')
  async remove(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    const { version } = readVersion(body);
    const { vendorId, name } = await this.engagements.byId(id);
    return orSay(`/engagements/${id}/edit`, async () => {
      await this.engagements.remove(me, id, version);
      return redirect(`/vendors/${vendorId}`, `${name} is removed.`);
    });
  }

  private async form(sent: Form<NewEngagement>, vendor: Vendor, id?: string): Promise<View> {
    const { form, clash } = id
      ? overTheirs(sent, { version: (await this.engagements.byId(id)).version, what: 'engagement' })
      : { form: sent, clash: {} };
    const back = id ? `/engagements/${id}` : `/vendors/${vendor.id}`;
    return show('pages/engagements/form', {
      title: id ? 'Change the engagement' : 'Add an engagement',
      crumbs: crumbsOf(vendor, id ? 'Change the engagement' : 'Add an engagement'),
      action: id ? `/engagements/${id}` : `/vendors/${vendor.id}/engagements`,
      back,
      ...clash,
      id,
      vendor: { name: vendor.name },
      version: form.typed['version'],
      inherent: derived(form.typed),
      scripts: ['/public/js/inherent.js'],
      ...shownForm(engagementFields, form),
    });
  }
}

/** Level, tier and reasons of what is chosen so far, or what is still to be chosen. */
function derived(typed: FormBody): object {
  const chosen = Object.entries(typed).filter(([name]) => Object.hasOwn(inherentFields, name));
  const { value, problems } = check(
    InherentFacts,
    fromText(InherentFacts, Object.fromEntries(chosen)),
  );
  const missing = Object.keys(problems).map((name) => inherentFields[name]?.label ?? name);
  return missing.length > 0 ? { missing } : inherentShown({ inherent: assessInherentRisk(value) });
}

function crumbsOf(vendor: Vendor, last: string): object[] {
  return [
    { href: '/vendors', label: 'Vendors' },
    { href: `/vendors/${vendor.id}`, label: vendor.name },
    { label: last },
  ];
}
