import { Get, Header, Query, Req, type StreamableFile } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { IdParam, ListQuery, show, type Request, type View } from '../../platform/http/index.js';
import {
  ConcentrationQuery,
  Concentrations,
  ToolMergeQueries,
  ToolQueries,
  ToolUseQuery,
  ToolUsers,
  sourceWords,
  toolKindWords,
  UserFiles,
  type ToolView,
} from '../../supply-chain/index.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';
import { selectField } from '../frame/select-field.js';
import { mergeLine, toolTabs } from './tool-tabs.js';
import { ToolSearch, usersShown } from './tool-search.js';
import { dataWord, kindOptions, knownOptions } from './tool-words.js';

const styles = ['/public/css/tools.css'];

/** Tools: found by name with who uses them, shared by many, suggested to be one. */
@PageController()
export class ToolPages {
  constructor(
    private readonly queries: ToolQueries,
    private readonly users: ToolUsers,
    private readonly files: UserFiles,
    private readonly merges: ToolMergeQueries,
    private readonly concentrations: Concentrations,
  ) {}

  @Get('tools')
  @Requires('tools.read')
  async list(@Me() me: Caller, @Query() query: ToolSearch, @Req() { url }: Request): Promise<View> {
    const { q, kind, cursor, size } = query;
    const frame = {
      title: 'Tools',
      styles,
      tabs: toolTabs('/tools', await this.merges.waiting()),
      mayWrite: me.may.has('tools.write'),
      q: {
        name: 'q',
        label: 'Name or package URL',
        type: 'search',
        value: q ?? '',
        maxlength: 200,
      },
      kind: selectField('kind', 'Kind', kindOptions, kind),
      sought: q,
    };
    if (q) {
      const found = await this.users.find(query);
      const tools = found.tools.map((tool) => ({ ...tool, href: `/tools/${tool.id}` }));
      const users = usersShown(found, query, url);
      const more = found.moreTools;
      return show('pages/tools/list', {
        ...frame,
        tools,
        more,
        users: {
          ...users,
          hidden: [{ name: 'q', value: q }],
          action: '/tools',
          clear: `/tools?q=${encodeURIComponent(q)}`,
          vendors: true,
        },
      });
    }
    const asked = {
      ...(kind ? { kind } : {}),
      ...(cursor ? { cursor } : {}),
      ...(size ? { size } : {}),
    };
    const page = await this.queries.page(asked);
    const all = page.items.map((tool) => ({
      ...tool,
      href: `/tools/${tool.id}`,
      kindWord: toolKindWords[tool.kind],
    }));
    return show('pages/tools/list', {
      ...frame,
      all,
      filtered: Boolean(kind),
      ...listLinks(url, page),
    });
  }

  @Get('tool-uses.csv')
  @Header('cache-control', 'no-store')
  @Requires('tools.read')
  csv(@Query() query: ToolUseQuery): StreamableFile {
    return this.files.csv(query);
  }

  @Get('tools/concentration')
  @Requires('tools.read')
  async shared(@Query() query: ConcentrationQuery): Promise<View> {
    const { kind, direct, seesOurData, holdsCredentials } = query;
    const { tools, ...told } = await this.concentrations.of(query);
    return show('pages/tools/concentration', {
      title: 'Tools that vendors share',
      styles,
      crumbs: [{ href: '/tools', label: 'Tools' }, { label: 'Shared by many' }],
      tabs: toolTabs('/tools/concentration', await this.merges.waiting()),
      filters: {
        kind: selectField('kind', 'Kind', kindOptions, kind),
        direct: selectField('direct', 'Used directly', knownOptions, direct),
        seesOurData: selectField('seesOurData', 'Sees our data', knownOptions, seesOurData),
        holdsCredentials: selectField(
          'holdsCredentials',
          'Holds credentials',
          knownOptions,
          holdsCredentials,
        ),
      },
      filtered: [kind, direct, seesOurData, holdsCredentials].some(Boolean),
      ...told,
      tools: tools.map(({ tiers, data, ...tool }) => ({
        ...tool,
        href: `/tools/${tool.id}`,
        kindWord: toolKindWords[tool.kind],
        tiers: [tiers[1], tiers[2], tiers[3], tiers[4], tiers.none],
        data: Object.entries(data)
          .sort(([, one], [, other]) => other - one)
          .map(([code, count]) => `${dataWord(code)} ${count}`)
          .join(', '),
      })),
    });
  }

  @Get('tools/suggestions')
  @Requires('tools.read')
  async suggestions(
    @Me() me: Caller,
    @Query() query: ListQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const page = await this.merges.page({ ...query, state: 'suggested' });
    return show('pages/tools/suggestions', {
      title: 'Tools that may be one',
      styles,
      crumbs: [{ href: '/tools', label: 'Tools' }, { label: 'Perhaps one' }],
      tabs: toolTabs('/tools/suggestions', await this.merges.waiting()),
      mayWrite: me.may.has('tools.write'),
      merges: page.items.map(mergeLine),
      ...listLinks(url, page),
    });
  }

  @Get('tools/:id')
  @Requires('tools.read')
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: ToolUseQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const tool = await this.queries.view(id);
    const asked = { ...query, toolId: id };
    const [found, { items: merges }] = await Promise.all([
      this.users.find(asked),
      this.merges.page({ toolId: id, size: 100 }),
    ]);
    const here = `/tools/${id}`;
    return show('pages/tools/tool', {
      title: tool.name,
      styles,
      crumbs: [{ href: '/tools', label: 'Tools' }, { label: tool.name }],
      mayWrite: me.may.has('tools.write'),
      tool: { ...tool, kindWord: toolKindWords[tool.kind] },
      here,
      first: firstShown(tool),
      supplierHref: tool.supplierId ? `/suppliers/${tool.supplierId}` : undefined,
      standsForHref: tool.standsForId ? `/tools/${tool.standsForId}` : undefined,
      merges: merges.map(mergeLine),
      users: { ...usersShown(found, asked, url), action: here, clear: here, vendors: true },
      alias: { name: 'name', label: 'Another name or package URL', maxlength: 1_000 },
    });
  }
}

const firstShown = ({ firstSeen }: ToolView): object | undefined =>
  firstSeen && {
    ...firstSeen,
    word: sourceWords[firstSeen.source],
    href: `/vendors/${firstSeen.vendorId}/tools`,
  };
