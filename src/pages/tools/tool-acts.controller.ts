import { Body, Get, Post } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  ChoiceField,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  TextField,
  WebAddressField,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import {
  NewToolAlias,
  NewToolMerge,
  Suppliers,
  ToolMergeQueries,
  ToolMerges,
  ToolQueries,
  Tools,
  toolKinds,
  type ToolKind,
} from '../../supply-chain/index.js';
import { shownForm } from '../frame/form-fields.js';
import { orSay } from '../frame/or-say.js';
import { PageController } from '../frame/page-controller.js';
import { readVersion } from '../frame/read-version.js';
import { kindOptions } from './tool-words.js';

/** A tool as its form has it: the supplier by name. */
class ToolForm {
  @TextField({ max: 200 }) name: string;
  @ChoiceField(toolKinds) kind: ToolKind;
  @TextField({ max: 1_000, optional: true }) purl?: string;
  @WebAddressField({ optional: true }) webAddress?: string;
  @TextField({ max: 200, optional: true }) supplier?: string;
}

const fields = {
  name: { label: 'Name', maxlength: 200, required: true },
  kind: { label: 'Kind', type: 'select', options: kindOptions },
  purl: {
    label: 'Package URL',
    maxlength: 1_000,
    hint: 'Such as pkg:pypi/litellm. Its version is left out: lists say which one is used.',
  },
  webAddress: { label: 'Web address', type: 'url', maxlength: 500 },
  supplier: { label: 'Supplier', maxlength: 200, hint: 'Who makes or runs it.' },
};

/** What can be done to tools: describe them, name them, make one of two and two of one. */
@PageController()
export class ToolActPages {
  constructor(
    private readonly tools: Tools,
    private readonly queries: ToolQueries,
    private readonly merges: ToolMerges,
    private readonly mergeQueries: ToolMergeQueries,
    private readonly suppliers: Suppliers,
  ) {}

  @Get('tools/:id/edit')
  @Requires('tools.write')
  async edit(@IdParam('id') id: string): Promise<View> {
    const {
      name,
      kind,
      purl = '',
      webAddress = '',
      supplier = '',
      version,
    } = await this.queries.view(id);
    return this.form(
      id,
      blankForm({ name, kind, purl, webAddress, supplier, version: String(version) }),
    );
  }

  @Post('tools/:id')
  @Requires('tools.write')
  async change(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<View | Redirect> {
    const { version, rest } = readVersion(body);
    return submit(
      readForm(ToolForm, rest),
      async ({ supplier, ...facts }) => {
        const supplierId = supplier ? await this.suppliers.named(me, supplier) : undefined;
        await this.tools.change(me, id, version, {
          ...facts,
          ...(supplierId ? { supplierId } : {}),
        });
        return redirect(`/tools/${id}`, `${facts.name} is changed.`);
      },
      (form) => this.form(id, { ...form, typed: body }),
    );
  }

  @Post('tools/:id/aliases')
  @Requires('tools.write')
  async addAlias(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewToolAlias, body),
      async ({ name }) => {
        await this.tools.addAlias(me, id, name);
        return redirect(`/tools/${id}`, 'Lists that name it so mean this tool from now on.');
      },
      (form) =>
        this.part(id, 'Add an alias', 'aliases', form, {
          name: { label: 'Another name or package URL', maxlength: 1_000, required: true },
        }),
    );
  }

  @Post('tool-aliases/:id/removal')
  @Requires('tools.write')
  async removeAlias(@Me() me: Caller, @IdParam('id') id: string): Promise<Redirect> {
    const { toolId } = await this.tools.removeAlias(me, id);
    return redirect(
      `/tools/${toolId}`,
      'The alias is removed: lists that name it do not mean this tool from now on. Added again below, they do.',
    );
  }

  @Get('tools/:id/merges/new')
  @Requires('tools.write')
  async merging(@IdParam('id') id: string): Promise<View> {
    return this.merge(id, blankForm());
  }

  /** Suggests and confirms at once: a person says so here. */
  @Post('tools/:id/merges')
  @Requires('tools.write')
  async join(
    @Me() me: Caller,
    @IdParam('id') keptId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const other = typeof body?.['other'] === 'string' ? body['other'] : '';
    const [found, more] = other ? await this.queries.meant(other, 2) : [];
    const mergedId = more && found?.name !== other ? undefined : found?.id;
    const form = readForm(NewToolMerge, { keptId, mergedId, reason: body?.['reason'] });
    const { mergedId: unknown, ...problems } = form.problems;
    const told = unknown
      ? {
          ...problems,
          other: more ? 'means several tools: give its package URL' : 'is not a tool we know',
        }
      : problems;
    return submit(
      { ...form, problems: told },
      async (merge) => {
        const { id } = await this.merges.suggest(me, merge);
        await this.merges.confirm(me, id, 1);
        return redirect(`/tools/${keptId}`, 'The two are one tool now. It can be undone below.');
      },
      (again) => this.merge(keptId, { ...again, typed: body ?? {} }),
    );
  }

  @Post('tool-merges/:id/confirmation')
  @Requires('tools.write')
  async confirm(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    return this.settle(id, body, 'The two are one tool now. Its page can undo that.', (version) =>
      this.merges.confirm(me, id, version),
    );
  }

  @Post('tool-merges/:id/refusal')
  @Requires('tools.write')
  async refuse(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    return this.settle(
      id,
      body,
      'They stay two tools, and this is not suggested again.',
      (version) => this.merges.refuse(me, id, version),
    );
  }

  @Post('tool-merges/:id/undoing')
  @Requires('tools.write')
  async undo(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody,
  ): Promise<Redirect> {
    return this.settle(id, body, 'They are two tools again.', (version) =>
      this.merges.undo(me, id, version),
    );
  }

  private async settle(
    id: string,
    body: FormBody,
    done: string,
    act: (version: number) => Promise<void>,
  ): Promise<Redirect> {
    const { version, rest } = readVersion(body);
    const { keptId } = await this.mergeQueries.view(id);
    const back = rest['back'] === 'suggestions' ? '/tools/suggestions' : `/tools/${keptId}`;
    return orSay(back, async () => {
      await act(version);
      return redirect(back, done);
    });
  }

  private merge(id: string, form: Form<object>): Promise<View> {
    return this.part(id, 'Merge another tool into this one', 'merges', form, {
      other: {
        label: 'The other tool',
        maxlength: 200,
        required: true,
        hint: 'Its name or its package URL. Whoever uses it counts as using this one.',
      },
      reason: { label: 'Why they are one', maxlength: 500, required: true },
    });
  }

  private async part(
    id: string,
    title: string,
    where: string,
    form: Form<object>,
    plans: Parameters<typeof shownForm>[0],
  ): Promise<View> {
    const { name } = await this.tools.byId(id);
    const { fields: shown, errors } = shownForm(plans, form);
    return show('pages/tools/form', {
      ...{ title, of: name, errors, list: Object.values(shown) },
      crumbs: [
        { href: '/tools', label: 'Tools' },
        { href: `/tools/${id}`, label: name },
        { label: title },
      ],
      action: `/tools/${id}/${where}`,
      back: `/tools/${id}`,
      button: title,
    });
  }

  private async form(id: string, form: Form<object>): Promise<View> {
    const { name } = await this.tools.byId(id);
    const { fields: shown, errors } = shownForm(fields, form);
    return show('pages/tools/form', {
      ...{ title: 'Change the tool', of: name, errors, list: Object.values(shown) },
      crumbs: [
        { href: '/tools', label: 'Tools' },
        { href: `/tools/${id}`, label: name },
        { label: 'Change' },
      ],
      action: `/tools/${id}`,
      back: `/tools/${id}`,
      version: form.typed['version'],
      button: 'Save the tool',
    });
  }
}
