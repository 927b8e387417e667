import { Get } from '@nestjs/common';
import { Requires } from '../../identity/index.js';
import { forGood, HoldQueries, KeptKinds, PurgeQueries } from '../../keeping/index.js';
import { ClockWatch } from '../../platform/clock-watch/index.js';
import { show, type View } from '../../platform/http/index.js';
import { PageController } from '../frame/page-controller.js';
import { holdLine } from './hold-line.js';

@PageController('kept')
export class KeptPages {
  constructor(
    private readonly kinds: KeptKinds,
    private readonly holds: HoldQueries,
    private readonly purges: PurgeQueries,
    private readonly watch: ClockWatch,
  ) {}

  @Get()
  @Requires('keeping.manage')
  async list(): Promise<View> {
    const kinds = await this.kinds.all();
    const holds = await this.holds.page({ standing: true, size: 200 });
    const purges = await this.purges.page({ size: 20 });
    const titles = new Map(kinds.map(({ code, title }) => [code, title]));
    return show('pages/kept/list', {
      title: 'What is kept',
      pause: await this.watch.pause(),
      kinds,
      forGood: Object.values(forGood),
      dossiers: await this.kinds.dossiers(),
      holds: holds.items.map(holdLine),
      purges: purges.items.map((purge) => ({
        ...purge,
        title: titles.get(purge.kind) ?? purge.kind,
      })),
    });
  }
}
