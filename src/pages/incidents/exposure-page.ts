import { Injectable } from '@nestjs/common';
import {
  certainties,
  ExposureQueries,
  exposureStandings,
  heldClause,
  Holdings,
  IncidentQueries,
  standingMeanings,
  standingTitles,
  type StandingLine,
  type StandingQuery,
  type StandingWord,
} from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import { listLinks } from '../frame/list-links.js';
import { selectField } from '../frame/select-field.js';
import { fourNumbers } from './four-numbers.js';
import { incidentFrame } from './incident-frame.js';
import { certaintyWords } from './incident-words.js';
import { standingShown } from './standing-shown.js';

const eachGroup = 10;

/** Where every vendor stands in an incident, in four groups, each vendor with what that rests on. */
@Injectable()
export class ExposurePage {
  constructor(
    private readonly incidents: IncidentQueries,
    private readonly exposures: ExposureQueries,
    private readonly holdings: Holdings,
  ) {}

  async of(me: Caller, id: string, url: string, query: StandingQuery): Promise<object> {
    const { standing, certainty, tier, q, at } = query;
    const incident = await this.incidents.view(id);
    const exposure = await this.exposures.counts(id, at);
    const groups = await this.groups(id, url, query);
    const filtered = [q, certainty, tier, standing].some(Boolean);
    return {
      ...incidentFrame(me, incident, 'exposure'),
      ...(exposure.derivation === 0 && !at ? { scripts: ['/public/js/waiting.js'] } : {}),
      four: fourNumbers(exposure, (one) => hrefOf(id, { ...query, standing: one })),
      at,
      filters: {
        q: { name: 'q', label: 'Vendor', type: 'search', value: q ?? '', maxlength: 100 },
        standing: selectField('standing', 'Standing', standingOptions, standing, 'All four'),
        certainty: selectField('certainty', 'If affected', certaintyOptions, certainty),
        tier: selectField(
          'tier',
          'Tier',
          tierOptions,
          tier === undefined ? undefined : String(tier),
        ),
      },
      filtered,
      groups,
      nothing: groups.every(({ lines }) => lines.length === 0),
      csvHref: csvOf(id, query),
    };
  }

  private async groups(id: string, url: string, query: StandingQuery) {
    const { standing, certainty } = query;
    const chosen = standing ?? (certainty ? 'affected' : undefined);
    const shown = chosen ? [chosen] : exposureStandings;
    return Promise.all(
      shown.map(async (one) => {
        const size = chosen ? query.size : eachGroup;
        const page = await this.exposures.page(id, {
          ...query,
          standing: one,
          ...(size === undefined ? {} : { size }),
        });
        return this.group(
          id,
          one,
          page,
          chosen ? listLinks(url, page) : restOf(id, query, one, page),
        );
      }),
    );
  }

  private async group(
    id: string,
    standing: StandingWord,
    { items }: Page<StandingLine>,
    links: object,
  ) {
    const held = await this.holdings.of(items.map(({ vendorId }) => vendorId));
    const lines = items.map((line) => ({
      ...standingShown(id, line),
      holds: heldClause(held.filter(({ vendorId }) => vendorId === line.vendorId)),
    }));
    const title = standingTitles[standing];
    return { standing, title, meaning: standingMeanings[standing], lines, ...links };
  }
}

const standingOptions = exposureStandings.map((value) => ({ value, label: standingTitles[value] }));
const tierOptions = [1, 2, 3, 4].map((tier) => ({ value: String(tier), label: `Tier ${tier}` }));
const certaintyOptions = certainties.map((value) => ({
  value,
  label: `Affected ${certaintyWords[value]}`,
}));

function restOf(id: string, query: StandingQuery, standing: StandingWord, page: Page<unknown>) {
  return page.next === undefined ? {} : { more: hrefOf(id, { ...query, standing }) };
}

function told(query: StandingQuery): string {
  const { standing, certainty, tier, q, at } = query;
  const kept = Object.entries({ standing, certainty, tier, q, at }).filter(([, value]) => value);
  const words = new URLSearchParams(
    kept.map(([name, value]): [string, string] => [name, String(value)]),
  );
  return words.size > 0 ? `?${words.toString()}` : '';
}

const csvOf = (id: string, query: StandingQuery): string =>
  `/incidents/${id}/exposure.csv${told(query)}`;

function hrefOf(id: string, query: StandingQuery): string {
  const { certainty: _, ...rest } = query;
  return `/incidents/${id}/exposure${told(rest)}`;
}
