import { Body, Get, Post } from '@nestjs/common';
import { IncidentQueries, Incidents, type IncidentView } from '../../incidents/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
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
import { shownForm } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { incidentActs, type IncidentAct } from './incident-acts.js';
import { crumbsOf } from './incident-frame.js';

/** What moves an incident on, an act a page. */
@PageController('incidents/:id')
export class IncidentActPages {
  constructor(
    private readonly incidents: Incidents,
    private readonly queries: IncidentQueries,
  ) {}

  @Get('confirmation')
  @Requires('incidents.write')
  async asksToConfirm(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'confirmation');
  }

  @Post('confirmation')
  @Requires('incidents.write')
  async confirm(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    return this.take(me, id, body, 'confirmation');
  }

  @Get('retraction')
  @Requires('incidents.write')
  async asksToRetract(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'retraction');
  }

  @Post('retraction')
  @Requires('incidents.write')
  async retract(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    return this.take(me, id, body, 'retraction');
  }

  @Get('closing')
  @Requires('incidents.write')
  async asksToClose(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'closing');
  }

  @Post('closing')
  @Requires('incidents.write')
  async close(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    return this.take(me, id, body, 'closing');
  }

  @Get('reopening')
  @Requires('incidents.write')
  async asksToReopen(@IdParam('id') id: string): Promise<View> {
    return this.blank(id, 'reopening');
  }

  @Post('reopening')
  @Requires('incidents.write')
  async reopen(@Me() me: Caller, @IdParam('id') id: string, @Body() body: FormBody) {
    return this.take(me, id, body, 'reopening');
  }

  private async take(
    me: Caller,
    id: string,
    body: FormBody,
    act: IncidentAct,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm<{ reason: string }>(incidentActs[act].dto, rest),
      async ({ reason }) => {
        await this.does(me, id, version, act, reason);
        return redirect(`/incidents/${id}`, incidentActs[act].done);
      },
      (form) => this.form(id, act, { ...form, typed: body }),
    );
  }

  private async does(
    me: Caller,
    id: string,
    version: number,
    act: IncidentAct,
    reason: string,
  ): Promise<void> {
    switch (act) {
      case 'confirmation':
        return this.incidents.confirm(me, id, version, reason);
      case 'retraction':
        return this.incidents.unconfirm(me, id, version, reason);
      case 'closing':
        return this.incidents.close(me, id, version, reason);
      case 'reopening':
        return this.incidents.reopen(me, id, version, reason);
    }
  }

  private async blank(id: string, act: IncidentAct): Promise<View> {
    const { version } = await this.queries.view(id);
    return this.form(id, act, blankForm({ version: String(version) }));
  }

  private async form(id: string, act: IncidentAct, sent: Form<object>): Promise<View> {
    const incident = await this.queries.view(id);
    const { title, about, button, danger, fields, over } = incidentActs[act];
    const { form, clash } = overTheirs(sent, { version: incident.version, what: 'incident', over });
    const shown = shownForm(fields, form);
    return show('pages/incidents/act', {
      title,
      about,
      of: `${incident.reference}: ${incident.title}`,
      crumbs: crumbsOf(incident, title),
      action: `/incidents/${id}/${act}`,
      back: `/incidents/${id}`,
      button,
      ...clash,
      impossible: refusalOf(incident, act),
      unknown: act === 'closing' ? stillUnknown(incident) : undefined,
      danger,
      version: form.typed['version'],
      fields: Object.values(shown.fields),
      errors: shown.errors,
    });
  }
}

/** Why an act is not possible now, in a sentence. */
function refusalOf({ state, isConfirmed }: IncidentView, act: IncidentAct): string | undefined {
  if (act === 'reopening') return state === 'open' ? 'This incident is open.' : undefined;
  if (state === 'closed') return 'This incident is closed. Open it again first.';
  if (act === 'confirmation' && isConfirmed) return 'This incident is confirmed already.';
  if (act === 'retraction' && !isConfirmed) return 'This incident is not confirmed.';
  return undefined;
}

/** Said before it is closed: what nobody knows does not become known by closing it. */
function stillUnknown({ counts, sentence }: IncidentView): string | undefined {
  return counts.stale + counts.never_asked > 0 ? sentence : undefined;
}
