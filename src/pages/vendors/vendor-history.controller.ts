import { Get, Query, Req } from '@nestjs/common';
import { Standings, type VendorAssessment } from '../../assessments/index.js';
import {
  HistoryQuery,
  kindsFor,
  RiskOverTime,
  VendorHistory,
  type VendorEvent,
} from '../../history/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { IdParam, show, type Request, type View } from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { listLinks } from '../frame/list-links.js';
import { chosenPair, compareForm } from '../cycles/compare-form.js';
import { PageController } from '../frame/page-controller.js';
import { historyFilter, historyLine, riskChart } from './history-shown.js';
import { VendorTabs } from './vendor-tabs.js';

@PageController('vendors/:id/history')
export class VendorHistoryPages {
  constructor(
    private readonly vendors: Vendors,
    private readonly events: VendorHistory,
    private readonly risk: RiskOverTime,
    private readonly standings: Standings,
    private readonly tabs: VendorTabs,
  ) {}

  @Get()
  @Requires('vendors.read')
  @Sees('remediation', 'vendor', { part: 'lines' })
  async read(
    @Me() me: Caller,
    @IdParam('id') id: string,
    @Query() query: HistoryQuery,
    @Req() { url }: Request,
  ): Promise<View> {
    const { name } = await this.vendors.byId(id);
    const scored = me.may.has('assessments.read');
    const [page, lines, assessments] = await Promise.all([
      this.events.page(id, me.may, query),
      scored ? this.risk.ofVendor(id) : [],
      scored ? this.standings.ofVendor(id) : [],
    ]);
    const answered = assessments.filter(({ submittedAt }) => submittedAt !== undefined);
    return show('pages/vendors/history', {
      title: `${name}: history`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { label: 'History' },
      ],
      id,
      name,
      styles: ['/public/css/history.css'],
      tabs: await this.tabs.of(me, id, 'history'),
      charts: lines.map(riskChart),
      kind: historyFilter(kindsFor(me.may), query.kind),
      filtered: query.kind !== undefined,
      lines: page.items.map((event) => historyLine(event, before(event, id, answered))),
      ...listLinks(url, page),
      ...(answered.length > 1 ? compareForm(id, answered, chosenPair({}, answered)) : {}),
      mayReadJournal: me.may.has('journal.read'),
    });
  }
}

/** Where a submission is told: the way to compare its assessment with the one before on the engagement. */
function before(
  { kind, what, subjectId, engagement }: VendorEvent,
  vendorId: string,
  answered: readonly VendorAssessment[],
): string | undefined {
  if (kind !== 'assessment' || what !== 'submitted') return undefined;
  const at = answered.findIndex(({ id }) => id === subjectId);
  if (at < 0) return undefined;
  const earlier = answered.slice(at + 1).find((one) => one.engagement === engagement);
  return earlier && `/vendors/${vendorId}/compare?from=${earlier.id}&to=${subjectId}`;
}
