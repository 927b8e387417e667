import { Get } from '@nestjs/common';
import { Me, Requires, type Caller } from '../../identity/index.js';
import { show, type View } from '../../platform/http/index.js';
import { Dashboard } from './dashboard.js';
import { PageController } from '../frame/page-controller.js';

@PageController()
export class DashboardPages {
  constructor(private readonly dashboard: Dashboard) {}

  @Get()
  @Requires('vendors.read')
  async read(@Me() me: Caller): Promise<View> {
    return show('pages/dashboard/dashboard', await this.dashboard.of(me));
  }
}
