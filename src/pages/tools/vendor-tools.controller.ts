import { Body, Get, Post, Query, Req } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  DayField,
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  TextField,
  type Form,
  type FormBody,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import {
  HandInventory,
  inventoryFormats,
  InventoryImportQueries,
  InventoryQueries,
  sourceWords,
  SupplyGraphs,
  ToolQueries,
  ToolsByHand,
  ToolUseQueries,
  VendorToolQuery,
  VendorTools,
  type InventoryLine,
} from '../../supply-chain/index.js';
import { Clock } from '../../platform/clock.js';
import { Engagements, Vendors } from '../../vendors/index.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';
import { selectField } from '../frame/select-field.js';
import { shownForm } from '../frame/form-fields.js';
import { VendorTabs } from '../vendors/vendor-tabs.js';
import { drawingOf, fitting, mostNodes } from './graph-drawing.js';
import { fileLine } from './files-without-list.js';
import { kindOptions, knownOptions, sourceOptions, useLine } from './tool-words.js';

class VendorToolsAsked extends VendorToolQuery {
  @TextField({ max: 200, optional: true }) tool?: string;
  @DayField({ optional: true }) day?: string;
}

const mostFiles = 10;
const styles = ['/public/css/tools.css'];

/** What one vendor is built from. */
@PageController()
export class VendorToolPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly tools: VendorTools,
    private readonly inventories: InventoryQueries,
    private readonly imports: InventoryImportQueries,
    private readonly uses: ToolUseQueries,
    private readonly register: ToolQueries,
    private readonly byHand: ToolsByHand,
    private readonly graphs: SupplyGraphs,
    private readonly tabs: VendorTabs,
    private readonly clock: Clock,
  ) {}

  @Get('vendors/:id/tools')
  @Requires('tools.read')
  async tab(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() asked: VendorToolsAsked,
    @Req() { url }: Request,
  ): Promise<View> {
    const { tool, day, ...query } = asked;
    const { name } = await this.vendors.byId(id);
    const [page, lists, files, answer] = await Promise.all([
      this.tools.page(id, query),
      this.inventories.page(id, { size: 100 }),
      this.imports.withoutList(id, mostFiles),
      tool && day ? this.onDay(id, tool, day) : undefined,
    ]);
    const { q, kind, direct, source, inventoryId } = query;
    const here = `/vendors/${id}/tools`;
    return show('pages/tools/vendor', {
      title: `${name}: tools`,
      ...{ name, styles, here },
      crumbs: [...crumbsOf(id, name), { label: 'Tools' }],
      tabs: await this.tabs.of(me, id, 'tools'),
      mayWrite: me.may.has('tools.write'),
      newHref: `${here}/new`,
      importHref: `${here}/imports/new`,
      filters: {
        q: { name: 'q', label: 'Tool', type: 'search', value: q ?? '', maxlength: 200 },
        kind: selectField('kind', 'Kind', kindOptions, kind),
        direct: selectField('direct', 'Used directly', knownOptions, direct),
        source: selectField('source', 'Source', sourceOptions, source),
      },
      inventoryId,
      filtered: [q, kind, direct, source, inventoryId].some(Boolean),
      uses: page.items.map(useLine),
      ...listLinks(url, page),
      lists: lists.items.map((list) => listLine(list, here)),
      moreLists: lists.next !== undefined,
      files: files.items.map(fileLine),
      moreFiles: files.next !== undefined,
      dayTool: {
        name: 'tool',
        label: 'Tool',
        value: tool ?? '',
        maxlength: 200,
        hint: 'Its name or package URL.',
      },
      dayDay: { name: 'day', label: 'On', type: 'date', value: day ?? '', width: 10 },
      answer,
    });
  }

  @Get('vendors/:id/tools/graph')
  @Requires('tools.read')
  async graph(@IdParam('id') id: string): Promise<View> {
    const vendor = await this.vendors.byId(id);
    const graph = fitting(await this.graphs.of(id, mostNodes));
    return show('pages/tools/graph', {
      title: `${vendor.name}: tools and who stands behind them`,
      name: vendor.name,
      styles,
      crumbs: [
        ...crumbsOf(id, vendor.name),
        { href: `/vendors/${id}/tools`, label: 'Tools' },
        { label: 'Who stands behind them' },
      ],
      drawing: drawingOf(vendor, graph),
      more: graph.more,
      listHref: `/vendors/${id}/tools`,
      tools: graph.tools.map((tool) => ({
        ...tool,
        href: `/tools/${tool.id}`,
        supplierHref: tool.supplierId ? `/suppliers/${tool.supplierId}` : undefined,
        vendorHref: tool.supplierVendorId ? `/vendors/${tool.supplierVendorId}` : undefined,
      })),
    });
  }

  @Get('vendors/:id/tools/new')
  @Requires('tools.write')
  async blank(@IdParam('id') id: string): Promise<View> {
    const usual = {
      'tools.0.kind': 'library',
      'tools.0.direct': 'yes',
      describedOn: this.clock.today(),
    };
    const unknown = { 'tools.0.seesOurData': 'unknown', 'tools.0.holdsCredentials': 'unknown' };
    return this.form(id, blankForm({ ...usual, ...unknown }));
  }

  @Post('vendors/:id/tools')
  @Requires('tools.write')
  async add(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(HandInventory, body),
      async (list) => {
        await this.byHand.add(me, id, list);
        return redirect(`/vendors/${id}/tools`, 'It is in the register.');
      },
      (form) => this.form(id, form),
    );
  }

  private async onDay(vendorId: string, q: string, day: string): Promise<object> {
    const [meant] = await this.register.meant(q, 1, vendorId);
    if (!meant)
      return {
        sentence: `No list of this vendor, of whatever day, names a tool “${q}”.`,
        lists: [],
      };
    const { sentence, lists } = await this.uses.onDay(vendorId, meant.id, day);
    return {
      sentence,
      lists: lists.map((list) => ({
        ...list,
        sourceWord: sourceWords[list.source],
        away: Math.abs(list.daysAway),
        after: list.daysAway < 0,
        versions: list.versions.join(', '),
      })),
    };
  }

  private async form(id: string, form: Form<object>): Promise<View> {
    const { name } = await this.vendors.byId(id);
    const engagements = await this.engagements.ofVendor(id);
    const { fields, errors } = shownForm(handFields(engagements), form);
    return show('pages/tools/form', {
      title: 'Enter a tool by hand',
      of: name,
      crumbs: [
        ...crumbsOf(id, name),
        { href: `/vendors/${id}/tools`, label: 'Tools' },
        { label: 'Enter by hand' },
      ],
      ...{ errors, list: Object.values(fields) },
      action: `/vendors/${id}/tools`,
      back: `/vendors/${id}/tools`,
      button: 'Enter the tool',
    });
  }
}

const crumbsOf = (id: string, name: string) => [
  { href: '/vendors', label: 'Vendors' },
  { href: `/vendors/${id}`, label: name },
];

const formatWords = new Map<string, string>(Object.entries(inventoryFormats));

const listLine = (list: InventoryLine, here: string) => ({
  ...list,
  sourceWord: sourceWords[list.source],
  formatWord: formatWords.get(list.format ?? ''),
  href: `${here}?inventoryId=${list.id}`,
  fileHref: list.evidenceId ? `/evidence/${list.evidenceId}` : undefined,
  leftHref: list.leftOutCount > 0 ? `/inventories/${list.id}` : undefined,
});

const handFields = (engagements: readonly { id: string; name: string }[]) => ({
  'tools.0.name': { label: 'Tool', maxlength: 200, required: true },
  'tools.0.kind': { label: 'Kind', type: 'select', options: kindOptions },
  'tools.0.purl': {
    label: 'Package URL',
    maxlength: 1_000,
    hint: 'Where there is one, such as pkg:pypi/litellm@1.82.6.',
  },
  'tools.0.version': { label: 'Version', maxlength: 100, width: 10 },
  describedOn: {
    label: 'True of',
    type: 'date',
    width: 10,
    required: true,
    hint: 'The day of which you know it.',
  },
  engagementId: {
    label: 'Engagement',
    type: 'select',
    options: [
      { value: '', label: 'All that it does' },
      ...engagements.map(({ id, name }) => ({ value: id, label: name })),
    ],
  },
  'tools.0.purpose': { label: 'What it does for them', maxlength: 500 },
  'tools.0.supplier': { label: 'Supplier', maxlength: 200, hint: 'Who makes or runs it.' },
  'tools.0.seesOurData': {
    label: 'Sees our data?',
    type: 'radios',
    inline: true,
    options: knownOptions,
  },
  'tools.0.holdsCredentials': {
    label: 'Holds credentials?',
    type: 'radios',
    inline: true,
    options: knownOptions,
  },
  'tools.0.direct': {
    label: 'Used directly?',
    type: 'radios',
    inline: true,
    options: knownOptions,
    hint: 'No: only what it uses is built from it.',
  },
  subject: {
    label: 'From',
    maxlength: 200,
    hint: 'Such as a call with their head of platform. What is entered later from the same takes its place.',
  },
});
