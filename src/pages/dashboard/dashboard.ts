import { Injectable } from '@nestjs/common';
import { IncidentQueries } from '../../incidents/index.js';
import { SubjectNames } from '../../history/index.js';
import type { Caller } from '../../identity/index.js';
import { Checkpoints, isMissed, JournalQueries } from '../../journal/index.js';
import { bands, type Band, type Tier } from '../../scoring/index.js';
import { VendorQueries, type MatrixCell } from '../../vendors/index.js';
import { incidentLine } from '../incidents/incident-list.js';
import { journalLines } from '../frame/journal-lines.js';
import { Waits } from './waits.js';

const tiers: readonly Tier[] = [1, 2, 3, 4];
const linesOfJournal = 8;
const mostIncidents = 5;

/** The first page: what waits, the portfolio by tier and band, what happened last. */
@Injectable()
export class Dashboard {
  constructor(
    private readonly vendors: VendorQueries,
    private readonly journal: JournalQueries,
    private readonly waits: Waits,
    private readonly incidents: IncidentQueries,
    private readonly names: SubjectNames,
    private readonly checkpoints: Checkpoints,
  ) {}

  async of(me: Caller): Promise<object> {
    const [cells, lines, waits, incidents] = await Promise.all([
      this.vendors.matrix(),
      this.lastLines(),
      this.waits.of(me),
      me.may.has('incidents.read') ? this.openIncidents() : null,
    ]);
    return {
      title: 'Dashboard',
      isAnother: me.may.has('journal.read') && isMissed(await this.checkpoints.beside.standing()),
      mayWrite: me.may.has('vendors.write'),
      mayReport: me.may.has('reports.read'),
      vendors: cells.reduce((sum, cell) => sum + cell.vendors, 0),
      waits,
      ...(incidents ?? {}),
      rows: matrixRows(cells),
      lines,
    };
  }

  private async lastLines(): Promise<object[]> {
    const { items } = await this.journal.page({ size: linesOfJournal, sights: 'none' });
    const names = await this.names.of(items.map(({ subject }) => subject));
    return journalLines(items, names);
  }

  private async openIncidents(): Promise<object> {
    const { items, next } = await this.incidents.page({ state: 'open', size: mostIncidents });
    return { incidents: items.map(incidentLine), moreIncidents: next !== undefined };
  }
}

/** A row a tier, six cells in the order of the bands, the last for those not scored. */
function matrixRows(cells: MatrixCell[]): object[] {
  const row = (label: string, tier: Tier | null) => ({
    label,
    cells: [...bands, null].map((band: Band | null) => {
      const found = cells.find((cell) => cell.tier === tier && cell.band === band);
      const filters = new URLSearchParams({
        ...(tier === null ? {} : { tier: String(tier) }),
        band: band ?? 'none',
      });
      return {
        ...(band ? { band } : {}),
        count: found?.vendors ?? 0,
        overridden: found?.overridden ?? 0,
        href: `/vendors?${filters.toString()}`,
      };
    }),
  });
  const untiered = cells.some(({ tier }) => tier === null);
  return [
    ...tiers.map((tier) => row(`Tier ${tier}`, tier)),
    ...(untiered ? [row('No tier yet', null)] : []),
  ];
}
