import { Get, Query, Req } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import {
  Firings,
  triggerPolicy,
  triggerRules,
  type FiringCount,
  type FiringLine,
  type FiringOutcome,
} from '../../obligations/index.js';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { ListQuery, show, type Request, type View } from '../../platform/http/index.js';
import { Policies } from '../../policies/index.js';
import { listLinks } from '../frame/list-links.js';
import { PageController } from '../frame/page-controller.js';

const lately = 90;
const dayMs = 24 * 3_600_000;

const outcomeWords: Readonly<Record<FiringOutcome, string>> = {
  drafted: 'drafted',
  sent: 'sent by itself',
  open_already: 'one was open already',
  owed: 'nobody to send it to yet',
};

@PageController('due/rules')
export class RulePages {
  constructor(
    private readonly firings: Firings,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('obligations.read')
  async read(@Query() query: ListQuery, @Req() { url }: Request): Promise<View> {
    const since = addMilliseconds(this.clock.now(), -lately * dayMs);
    const [counts, figures, page] = await Promise.all([
      this.firings.counts(since),
      this.policies.read(triggerPolicy),
      this.firings.page({ ...query, size: query.size ?? 20 }),
    ]);
    return show('pages/due/rules', {
      title: 'Rules that draft reassessments',
      crumbs: [{ href: '/due', label: 'Due dates' }, { label: 'Rules' }],
      lately,
      rules: triggerRules.map(({ code, when, what, looked }) => ({
        when: code === 'decision_expiring' ? `${when}: ${figures.ahead} days before` : when,
        what,
        looked,
        days: figures[code],
        did: didOf(counts.filter(({ rule }) => rule === code)),
      })),
      lines: page.items.map(lineOf),
      ...listLinks(url, page),
    });
  }
}

const didOf = (counts: readonly FiringCount[]): string =>
  counts.map(({ outcome, count }) => `${count} ${outcomeWords[outcome]}`).join(', ') || 'nothing';

const lineOf = (firing: FiringLine) => ({
  ...firing,
  outcome: outcomeWords[firing.outcome],
  href: firing.assessmentId
    ? `/assessments/${firing.assessmentId}`
    : `/vendors/${firing.vendorId}/due`,
});
