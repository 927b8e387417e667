import { Body, Get, Post, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  readForm,
  ReceivesFile,
  redirect,
  show,
  submit,
  submitFile,
  WholeField,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import {
  DescribedDay,
  inventoryFormats,
  InventoryImportQueries,
  InventoryImports,
  NewInventoryImport,
} from '../../supply-chain/index.js';
import { Engagements, Vendors } from '../../vendors/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';

class Given {
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

class SaidDay extends DescribedDay {
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

const dayPlan: Record<string, FieldPlan> = {
  describedOn: {
    label: 'Which day does the file describe?',
    called: 'The day',
    type: 'date',
    width: '10',
    required: true,
    hint: 'When it was made or built. “Which version on 24 March?” is answered from it.',
  },
};

/** Files that tell what a vendor is built from: given on its Tools tab, and what became of each. */
@PageController()
export class InventoryImportPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly imports: InventoryImports,
    private readonly queries: InventoryImportQueries,
  ) {}

  @Get('vendors/:id/tools/imports/new')
  @Requires('tools.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    return this.form(id, blankForm());
  }

  @Post('vendors/:id/tools/imports')
  @Requires('tools.write')
  @ReceivesFile()
  async receive(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Req() request: Request,
  ): Promise<View | Redirect> {
    return submitFile(
      NewInventoryImport,
      request,
      async (file, told) => {
        const { id } = await this.imports.receive(me, vendorId, file, told);
        return redirect(`/inventory-imports/${id}`);
      },
      (form) => this.form(vendorId, form),
    );
  }

  @Get('inventory-imports/:id')
  @Requires('tools.read')
  async read(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    return this.told(me, id, blankForm());
  }

  @Post('inventory-imports/:id/day')
  @Requires('tools.write')
  async sayDay(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(SaidDay, body),
      async ({ version, describedOn }) => {
        await this.imports.sayDay(me, id, version, describedOn);
        return redirect(`/inventory-imports/${id}`);
      },
      (form) => this.told(me, id, form),
    );
  }

  @Get('inventory-imports/:id/giving-up')
  @Requires('tools.write')
  async asksToGiveUp(@IdParam('id') id: string): Promise<View> {
    return this.givingUp(id, blankForm());
  }

  @Post('inventory-imports/:id/giving-up')
  @Requires('tools.write')
  async giveUp(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(Given, body),
      async ({ version }) => {
        await this.imports.giveUp(me, id, version);
        const { vendorId, fileName } = await this.imports.byId(id);
        return redirect(`/vendors/${vendorId}/tools`, `The import of ${fileName} is given up.`);
      },
      (form) => this.givingUp(id, form),
    );
  }

  private async givingUp(id: string, form: Form<object>): Promise<View> {
    const { vendorId, fileName, state, version, evidenceId } = await this.imports.byId(id);
    const { name } = await this.vendors.byId(vendorId);
    const here = `/inventory-imports/${id}`;
    return show('pages/tools/giving-up', {
      title: `Give up the import of ${fileName}`,
      crumbs: [
        ...crumbsOf(vendorId, name),
        { href: here, label: fileName },
        { label: 'Give it up' },
      ],
      ...{ name, fileName, version, back: here, action: `${here}/giving-up` },
      waits: state === 'day_wanted',
      evidenceHref: `/evidence/${evidenceId}`,
      errors: shownForm({}, form).errors,
    });
  }

  private async told(me: Caller, id: string, form: Form<object>): Promise<View> {
    const file = await this.queries.byId(id);
    const { name } = await this.vendors.byId(file.vendorId);
    const { state, format, vendorId } = file;
    const running = state === 'waiting' || state === 'reading';
    return show('pages/tools/import', {
      title: `What became of ${file.fileName}`,
      crumbs: [...crumbsOf(vendorId, name), { label: file.fileName }],
      ...{ name, file, running, path: `/inventory-imports/${id}` },
      formatName: format && inventoryFormats[format],
      moreLeftOut: Math.max(0, file.leftOutCount - file.leftOut.length),
      listHref: `/vendors/${vendorId}/tools${file.inventoryId ? `?inventoryId=${file.inventoryId}` : ''}`,
      againHref: `/vendors/${vendorId}/tools/imports/new`,
      mayWrite: me.may.has('tools.write'),
      ...shownForm(dayPlan, form),
      ...(running ? { scripts: ['/public/js/waiting.js'] } : {}),
    });
  }

  private async form(id: string, form: Form<object>): Promise<View> {
    const { name } = await this.vendors.byId(id);
    return show('pages/tools/import-new', {
      title: 'Import a file',
      crumbs: [...crumbsOf(id, name), { label: 'Import a file' }],
      ...{ name, action: `/vendors/${id}/tools/imports`, back: `/vendors/${id}/tools` },
      ...shownForm(plansFor(await this.engagements.ofVendor(id)), form),
    });
  }
}

const crumbsOf = (id: string, name: string) => [
  { href: '/vendors', label: 'Vendors' },
  { href: `/vendors/${id}`, label: name },
  { href: `/vendors/${id}/tools`, label: 'Tools' },
];

const plansFor = (
  engagements: readonly { id: string; name: string }[],
): Record<string, FieldPlan> => ({
  describedOn: {
    label: 'Day it describes',
    type: 'date',
    width: '10',
    hint: 'Left blank, the day that the file says. Lockfiles say none.',
  },
  subject: {
    label: 'What it is a list of',
    maxlength: 200,
    hint: 'Such as one service: a newer list of the same takes its place. Left blank, what the file says, or its name.',
  },
  isComplete: {
    label: 'Is what its tools are built from in it, too?',
    called: 'Whether it is complete',
    type: 'select',
    options: [
      { value: '', label: 'As the file says' },
      { value: 'true', label: 'Yes, all of it' },
      { value: 'false', label: 'No, or not all' },
    ],
    hint: 'Only a complete list shows that something is not there.',
  },
  engagementId: {
    label: 'Engagement',
    type: 'select',
    options: [
      { value: '', label: 'All that it does' },
      ...engagements.map(({ id, name }) => ({ value: id, label: name })),
    ],
  },
  file: {
    label: 'File',
    called: 'The file',
    type: 'file',
    required: true,
    accept: '.json,.xml,.lock,.txt,.yaml,.yml',
    hint: 'CycloneDX 1.4 to 1.7 (JSON or XML), SPDX 2.3 (JSON), requirements.txt, uv.lock, poetry.lock, Pipfile.lock, package-lock.json, pnpm-lock.yaml or yarn.lock of Yarn 1; at most 64 MB.',
  },
});
