import { Body, Get, Post } from '@nestjs/common';
import { AuditorFacts, auditorKinds, AuditorQueries, Auditors } from '../../audits/index.js';
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
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { overTheirs } from '../frame/over-theirs.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { kindWords } from './auditor-words.js';

interface Known {
  id: string;
  name: string;
  kind: AuditorFacts['kind'];
  version: number;
}

const kindField: Record<string, FieldPlan> = {
  kind: {
    label: 'What is it?',
    type: 'radios',
    options: auditorKinds.map((value) => ({
      value,
      label: kindWords[value],
      hint: value === 'firm' ? 'Signs audits.' : 'Prepares audits that an auditor signs.',
    })),
  },
};
const otherFields: Record<string, FieldPlan> = {
  name: { label: 'Name', required: true, maxlength: 200, autocomplete: 'off' },
  website: { label: 'Web address', type: 'url', maxlength: 500, hint: 'Starts with https://' },
};

/** Adds an auditor or a compliance platform, and changes how it is called. */
@PageController('auditors')
export class AuditorChangePages {
  constructor(
    private readonly auditors: Auditors,
    private readonly queries: AuditorQueries,
  ) {}

  @Get('new')
  @Requires('audits.write')
  blank(): View {
    return this.form(blankForm({ kind: 'firm' }));
  }

  @Post()
  @Requires('audits.write')
  async add(@Me() me: Caller, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    return submit(
      readForm(AuditorFacts, body),
      async (facts) => {
        const { id } = await this.auditors.create(me, facts);
        return redirect(`/auditors/${id}`, `${facts.name} is added. Nothing leans on it yet.`);
      },
      (form) => this.form(form),
    );
  }

  @Get(':id/edit')
  @Requires('audits.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const auditor = await this.queries.view(id);
    const { name, website, version } = auditor;
    const typed = { name, website: website ?? '', version: String(version) };
    return this.form(blankForm(typed), auditor);
  }

  @Post(':id')
  @Requires('audits.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    const { kind } = await this.queries.view(id);
    return submit(
      readForm(AuditorFacts, { ...rest, kind }),
      async (facts) => {
        await this.auditors.change(me, id, version, facts);
        return redirect(`/auditors/${id}`, `${facts.name} is changed.`);
      },
      async (form) => this.form({ ...form, typed: body }, await this.queries.view(id)),
    );
  }

  private form(sent: Form<AuditorFacts>, known?: Known): View {
    const { form, clash } = known
      ? overTheirs(sent, { version: known.version, what: 'entry' })
      : { form: sent, clash: {} };
    const title = known ? `Change ${known.name}` : 'Add an auditor or compliance platform';
    const list = { href: '/auditors', label: 'Auditors' };
    const own = known && { href: `/auditors/${known.id}`, label: known.name };
    return show('pages/auditors/form', {
      title,
      crumbs: own ? [list, own, { label: 'Change' }] : [list, { label: 'Add' }],
      action: own?.href ?? '/auditors',
      back: own?.href ?? '/auditors',
      kind: known && kindWords[known.kind],
      ...clash,
      version: form.typed['version'],
      ...shownForm(known ? otherFields : { ...kindField, ...otherFields }, form),
    });
  }
}
