import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, UserQueries, type Caller } from '../../../identity/index.js';
import { Sees } from '../../../journal/index.js';
import {
  Incidents,
  incidentReference,
  RotationOwner,
  RotationQueries,
  RotationReason,
  Rotations,
  rotationStateWords,
  RotationSignOff,
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
import { credentialKindWords, Credentials } from '../../../vendors/index.js';
import { shownForm, type FieldPlan } from '../../frame/form-fields.js';
import { PageController } from '../../frame/page-controller.js';
import { readVersion } from '../../frame/read-version.js';

const signOffFields: Record<string, FieldPlan> = {
  rotatedOn: { label: 'Renewed on', type: 'date', width: '20', hint: 'Left empty: today.' },
  note: {
    label: 'How',
    type: 'textarea',
    rows: 2,
    maxlength: 2_000,
    hint: 'Such as: new key in the vault, the old one revoked. Never the key itself.',
  },
};
const reasonFields: Record<string, FieldPlan> = {
  reason: { label: 'Why', type: 'textarea', rows: 2, maxlength: 2_000, required: true },
};

const ownerFields = (
  people: readonly { id: string; name: string }[],
): Record<string, FieldPlan> => ({
  ownerId: {
    label: 'Who here renews it',
    type: 'select',
    options: people.map(({ id, name }) => ({ value: id, label: name })),
  },
});

/** One credential to be renewed because of an incident. */
@PageController()
export class RotationPages {
  constructor(
    private readonly incidents: Incidents,
    private readonly rotations: Rotations,
    private readonly queries: RotationQueries,
    private readonly people: UserQueries,
    private readonly credentials: Credentials,
  ) {}

  @Get('rotations/:id')
  @Requires('incidents.read')
  @Sees('credentials', 'rotation')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.shown(me, id);
  }

  @Post('rotations/:id/owner')
  @Requires('incidents.write')
  @Sees('credentials', 'rotation')
  async assign(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(RotationOwner, rest),
      async ({ ownerId }) => {
        await this.rotations.assign(me, id, version, ownerId);
        return redirect(`/rotations/${id}`, 'Somebody else renews it now.');
      },
      (form) => this.shown(me, id, { owner: form }),
    );
  }

  @Post('rotations/:id/sign-off')
  @Requires('incidents.write')
  @Sees('credentials', 'rotation')
  async signOff(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(RotationSignOff, rest),
      async (facts) => {
        await this.rotations.signOff(me, id, version, facts);
        return redirect(`/rotations/${id}`, 'It is signed off.');
      },
      (form) => this.shown(me, id, { signOff: form }),
    );
  }

  @Post('rotations/:id/waiver')
  @Requires('incidents.write')
  @Sees('credentials', 'rotation')
  async waive(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return this.because(me, id, body, 'It is marked as not needed.', 'waive');
  }

  @Post('rotations/:id/reopening')
  @Requires('incidents.write')
  @Sees('credentials', 'rotation')
  async reopen(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return this.because(me, id, body, 'It is to be renewed again.', 'reopen');
  }

  private async because(
    me: Caller,
    id: string,
    body: FormBody | undefined,
    notice: string,
    act: 'waive' | 'reopen',
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(RotationReason, rest),
      async ({ reason }) => {
        await this.rotations[act](me, id, version, reason);
        return redirect(`/rotations/${id}`, notice);
      },
      (form) => this.shown(me, id, { reason: form }),
    );
  }

  private async shown(
    me: Caller,
    id: string,
    sent: { owner?: Form<object>; signOff?: Form<object>; reason?: Form<object> } = {},
  ): Promise<View> {
    const rotation = await this.queries.view(id);
    const { endedAt } = await this.credentials.byId(rotation.credentialId);
    const { number, title } = await this.incidents.byId(rotation.incidentId);
    const owner = shownForm(
      ownerFields(await this.people.choices()),
      sent.owner ?? blankForm({ ownerId: rotation.ownerId }),
    );
    const signOff = shownForm(signOffFields, sent.signOff ?? blankForm());
    const reason = shownForm(reasonFields, sent.reason ?? blankForm());
    return show('pages/incidents/rotation', {
      title: `Renew “${rotation.credential}”`,
      crumbs: [
        { href: '/incidents', label: 'Incidents' },
        { href: `/incidents/${rotation.incidentId}`, label: incidentReference(number) },
        { label: rotation.credential },
      ],
      incident: title,
      rotation,
      word: rotationStateWords[rotation.state],
      kindWord: credentialKindWords[rotation.credentialKind],
      isOpen: rotation.state === 'open',
      credentialHref: `/credentials/${rotation.credentialId}`,
      mayWaive: rotation.state === 'open' && (!rotation.isAffected || endedAt !== null),
      mayWrite: me.may.has('incidents.write'),
      fields: { ...owner.fields, ...signOff.fields, ...reason.fields },
      errors: [...owner.errors, ...signOff.errors, ...reason.errors],
    });
  }
}
