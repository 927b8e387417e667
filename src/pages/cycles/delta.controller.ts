import { Get, Query } from '@nestjs/common';
import { AssessmentQueries, ComparedQuery, Standings } from '../../assessments/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { Sees } from '../../journal/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { checked, IdParam, show, type FormBody, type View } from '../../platform/http/index.js';
import { DeltaViews } from '../../reports/index.js';
import { Vendors } from '../../vendors/index.js';
import { assessmentHead } from '../assessments/assessment-head.js';
import { PageController } from '../frame/page-controller.js';
import { chosenPair, compareForm } from './compare-form.js';
import { deltaShown } from './delta-shown.js';

const template = 'pages/cycles/delta';
const styles = ['/public/css/review.css', '/public/css/delta.css'];

/** What changed between two cycles: of one assessment and the one it follows, or of any two of a vendor. */
@PageController()
export class DeltaPages {
  constructor(
    private readonly deltas: DeltaViews,
    private readonly queries: AssessmentQueries,
    private readonly standings: Standings,
    private readonly vendors: Vendors,
  ) {}

  @Get('assessments/:id/delta')
  @Requires('assessments.read')
  @Sees('answers', 'assessment', { part: 'delta' })
  async sinceLast(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const head = assessmentHead(await this.queries.view(id), 'What changed');
    try {
      const view = await this.deltas.of(id, { id: newId(), madeBy: me.name });
      const print = me.may.has('reports.read') ? { print: `/assessments/${id}/reports` } : {};
      return show(template, { ...head, styles, ...print, ...deltaShown(view) });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return show(template, { ...head, styles, nothing: error.message });
    }
  }

  /** The form that chooses two; with both chosen, what changed between them. */
  @Get('vendors/:id/compare')
  @Requires('assessments.read')
  @Sees('answers', 'vendor', { part: 'delta' })
  async between(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Query() query: FormBody,
  ): Promise<View> {
    const { name } = await this.vendors.byId(vendorId);
    const assessments = await this.standings.ofVendor(vendorId);
    const head = {
      title: `${name}: compare two assessments`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${vendorId}`, label: name },
        { href: `/vendors/${vendorId}/history`, label: 'History' },
        { label: 'Compare' },
      ],
      styles,
      vendor: name,
    };
    const pair = chosenPair(query, assessments);
    const form = compareForm(vendorId, assessments, pair);
    if (!query?.['from'] && !query?.['to']) return show(template, { ...head, ...form });
    try {
      const { from, to } = checked(ComparedQuery, query ?? {});
      const made = { id: newId(), madeBy: me.name };
      const view = await this.deltas.between(vendorId, from, to, made);
      return show(template, { ...head, ...form, ...deltaShown(view) });
    } catch (error) {
      if (error instanceof Invalid) {
        return {
          ...show(template, { ...head, ...form, nothing: 'Choose two assessments.' }),
          status: 422,
        };
      }
      if (!(error instanceof Conflict)) throw error;
      return show(template, { ...head, ...form, nothing: error.message });
    }
  }
}
