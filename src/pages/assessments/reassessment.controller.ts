import { Get } from '@nestjs/common';
import { AssessmentQueries, Assessments } from '../../assessments/index.js';
import { Requires } from '../../identity/index.js';
import { IdParam, redirect, type Redirect } from '../../platform/http/index.js';
import { Engagements } from '../../vendors/index.js';
import { PageController } from '../frame/page-controller.js';

/** Where a reassessment that is due leads: to the one that runs already, or to the form of a new one. */
@PageController()
export class ReassessmentPages {
  constructor(
    private readonly assessments: Assessments,
    private readonly queries: AssessmentQueries,
    private readonly engagements: Engagements,
  ) {}

  @Get('engagements/:id/reassessment')
  @Requires('assessments.read')
  async ofEngagement(@IdParam('id') id: string): Promise<Redirect> {
    const { vendorId } = await this.engagements.byId(id);
    const running = await this.queries.running(id);
    return redirect(
      running ? `/assessments/${running}` : `/vendors/${vendorId}/assessments/new?engagement=${id}`,
    );
  }

  @Get('assessments/:id/reassessment')
  @Requires('assessments.read')
  async after(@IdParam('id') id: string): Promise<Redirect> {
    return this.ofEngagement((await this.assessments.byId(id)).engagementId);
  }
}
