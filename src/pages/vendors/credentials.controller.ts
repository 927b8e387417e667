import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, UserQueries, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
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
import {
  CredentialEnding,
  CredentialFacts,
  CredentialQueries,
  CredentialRotation,
  Credentials,
  Engagements,
  Vendors,
} from '../../vendors/index.js';
import { shownForm } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import {
  credentialFields,
  endingFields,
  rotationFields,
  withoutSecrets,
} from './credential-fields.js';

interface Sent {
  facts?: Form<object>;
  rotation?: Form<object>;
  ending?: Form<object>;
}

@PageController()
export class CredentialPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly credentials: Credentials,
    private readonly queries: CredentialQueries,
    private readonly people: UserQueries,
  ) {}

  @Get('engagements/:id/credentials/new')
  @Requires('vendors.write')
  async blank(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.addForm(id, blankForm({ ownerId: me.userId }));
  }

  @Post('engagements/:id/credentials')
  @Requires('vendors.write')
  async add(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const before = await this.engagements.byId(id);
    return submit(
      readForm(CredentialFacts, body),
      async (facts) => {
        await this.credentials.add(me, id, facts);
        const { holdsCredentials, tier } = await this.engagements.byId(id);
        const follows =
          before.holdsCredentials === holdsCredentials
            ? ''
            : ` The engagement holds credentials now, so it is tier ${tier}${before.tier === tier ? ', as before' : `, not ${before.tier}`}.`;
        return redirect(`/engagements/${id}#credentials`, `${facts.name} is added.${follows}`);
      },
      (form) => this.addForm(id, withoutSecrets(form)),
    );
  }

  @Get('credentials/:id')
  @Requires('vendors.write')
  @Sees('credentials', 'credential')
  async read(@IdParam('id') id: string): Promise<View> {
    return this.shown(id);
  }

  @Post('credentials/:id')
  @Requires('vendors.write')
  @Sees('credentials', 'credential')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(CredentialFacts, rest),
      async (facts) => {
        await this.credentials.change(me, id, version, facts);
        return this.back(id, `${facts.name} is changed.`);
      },
      (form) => this.shown(id, { facts: withoutSecrets({ ...form, typed: body ?? {} }) }),
    );
  }

  @Post('credentials/:id/rotation')
  @Requires('vendors.write')
  @Sees('credentials', 'credential')
  async rotate(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(CredentialRotation, rest),
      async ({ rotatedOn }) => {
        await this.credentials.rotate(me, id, version, rotatedOn);
        return this.back(id, 'It is noted that it was renewed.');
      },
      (rotation) => this.shown(id, { rotation }),
    );
  }

  @Post('credentials/:id/ending')
  @Requires('vendors.write')
  @Sees('credentials', 'credential')
  async end(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(CredentialEnding, rest),
      async ({ reason }) => {
        await this.credentials.end(me, id, version, reason);
        return this.back(id, 'It is noted that it opens nothing any more.');
      },
      (ending) => this.shown(id, { ending: withoutSecrets(ending) }),
    );
  }

  private async back(id: string, notice: string): Promise<Redirect> {
    const { engagementId } = await this.credentials.byId(id);
    return redirect(`/engagements/${engagementId}#credentials`, notice);
  }

  private async addForm(id: string, form: Form<object>): Promise<View> {
    return show('pages/credentials/form', {
      title: 'Add a credential',
      crumbs: await this.crumbs(id, 'Add a credential'),
      action: `/engagements/${id}/credentials`,
      back: `/engagements/${id}`,
      ...shownForm(credentialFields(await this.people.choices()), form),
    });
  }

  private async shown(id: string, sent: Sent = {}): Promise<View> {
    const credential = await this.queries.view(id);
    const { engagementId, name, version } = credential;
    const typed = {
      kind: credential.kind,
      name,
      opens: credential.opens,
      ownerId: credential.ownerId,
      issuedOn: credential.issuedOn ?? '',
      version: String(version),
    };
    const { form, clash } = overTheirs(sent.facts ?? blankForm(typed), {
      version,
      what: 'credential',
    });
    const facts = shownForm(credentialFields(await this.people.choices()), form);
    const rotation = shownForm(rotationFields, sent.rotation ?? blankForm());
    const ending = shownForm(endingFields, sent.ending ?? blankForm());
    return show('pages/credentials/credential', {
      title: name,
      crumbs: await this.crumbs(engagementId, name),
      ...clash,
      credential,
      back: `/engagements/${engagementId}`,
      version,
      fields: { ...facts.fields, ...rotation.fields, ...ending.fields },
      errors: [...facts.errors, ...rotation.errors, ...ending.errors],
    });
  }

  private async crumbs(engagementId: string, last: string): Promise<object[]> {
    const engagement = await this.engagements.byId(engagementId);
    const vendor = await this.vendors.byId(engagement.vendorId);
    return [
      { href: '/vendors', label: 'Vendors' },
      { href: `/vendors/${vendor.id}`, label: vendor.name },
      { href: `/engagements/${engagement.id}`, label: engagement.name },
      { label: last },
    ];
  }
}
