import { Body, Get, Post } from '@nestjs/common';
import {
  ColleagueFacts,
  Delegations,
  Sheets,
  type Scope,
  type Sheet,
} from '../assessments/index.js';
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
} from '../platform/http/index.js';
import { places } from './places.js';
import { PortalController } from './portal-controller.js';
import { InScope } from './scope-param.js';

@PortalController()
export class ColleaguePages {
  constructor(
    private readonly sheets: Sheets,
    private readonly delegations: Delegations,
  ) {}

  @Get('colleagues')
  async list(@InScope() scope: Scope): Promise<View | Redirect> {
    return this.page(scope, blankForm());
  }

  /** Answers with a page instead of a redirect: the new link is shown this once and stored nowhere. */
  @Post('colleagues')
  async ask(@InScope() scope: Scope, @Body() body: FormBody | undefined): Promise<View | Redirect> {
    let issued: { name: string; link: string } | undefined;
    const result = await submit(
      readForm(ColleagueFacts, body),
      async (facts) => {
        const { link } = await this.delegations.delegate(scope, facts);
        issued = { name: facts.name, link };
        return redirect(places(scope).colleagues);
      },
      async (form) => this.shown(scope, form, await this.sheets.read(scope)),
    );
    if (!issued) return result;
    const view = await this.shown(scope, blankForm(), await this.sheets.read(scope));
    return { ...view, model: { ...view.model, issued } };
  }

  @Post('colleagues/:id/withdrawal')
  async withdraw(@InScope() scope: Scope, @IdParam('id') id: string): Promise<Redirect> {
    await this.delegations.withdraw(scope, id);
    return redirect(
      places(scope).colleagues,
      'That link is closed now. What was answered with it stays.',
    );
  }

  private async page(scope: Scope, form: Form<ColleagueFacts>): Promise<View | Redirect> {
    const sheet = await this.sheets.read(scope);
    return sheet.open ? this.shown(scope, form, sheet) : redirect(places(scope).receipt);
  }

  private async shown(scope: Scope, form: Form<ColleagueFacts>, sheet: Sheet): Promise<View> {
    const to = places(scope);
    const titles = new Map(sheet.sections.map(({ key, title }) => [key, title]));
    const asked = await this.delegations.list(scope);
    return show('portal/colleagues', {
      title: 'Ask a colleague',
      crumbs: [{ href: to.overview, label: 'Overview' }, { label: 'Ask a colleague' }],
      action: to.colleagues,
      whole: scope.sections === null,
      colleagues: asked.map(({ id, sections, ...one }) => ({
        ...one,
        sections: sections.map((key) => titles.get(key) ?? key),
        withdrawal: `${to.colleagues}/${id}/withdrawal`,
      })),
      ...formView(form, titles),
    });
  }
}

const labels: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'E-mail address',
  sections: 'The choice of sections',
};

function formView(
  { typed, problems, message }: Form<ColleagueFacts>,
  titles: ReadonlyMap<string, string>,
) {
  const said = new Map(
    Object.entries(problems).map(([name, problem]) => [
      name,
      `${labels[name] ?? `“${name}”`} ${problem}.`,
    ]),
  );
  const field = (name: string, plan: object): object => ({
    name,
    label: labels[name],
    value: typeof typed[name] === 'string' ? typed[name] : '',
    ...plan,
    ...(said.has(name) ? { error: said.get(name) } : {}),
  });
  const chosen = [typed['sections'] ?? []].flat();
  const options = [...titles].map(([value, label]) => ({
    value,
    label,
    checked: chosen.includes(value),
  }));
  return {
    fields: {
      name: field('name', { autocomplete: 'off', required: true }),
      email: field('email', { type: 'email', autocomplete: 'off', required: true }),
      sections: field('sections', { type: 'checkboxes', label: 'Sections to hand over', options }),
    },
    errors: [
      ...(message === undefined ? [] : [{ message }]),
      ...[...said].map(([name, problem]) => ({
        ...(name in labels ? { name } : {}),
        message: problem,
      })),
    ],
  };
}
