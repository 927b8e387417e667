import { Injectable } from '@nestjs/common';
import { EvidenceLinks } from '../evidence/index.js';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../platform/errors.js';
import { Checklists } from './checklists.queries.js';
import type { StepFacts } from './offboarding.dto.js';
import { OffboardingStep } from './offboarding.entity.js';
import { Offboardings, subjectOf } from './offboardings.service.js';
import { isSaid, isStep, problemsOf, standingOf, type SaidStep } from './steps.js';

/** What people say of the steps that the vendor has to confirm. */
@Injectable()
export class OffboardingSteps {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly links: EvidenceLinks,
    private readonly offboardings: Offboardings,
    private readonly checklists: Checklists,
  ) {}

  async say(
    actor: Actor,
    id: string,
    version: number | undefined,
    step: string,
    facts: StepFacts,
  ): Promise<void> {
    if (!isStep(step)) throw new NotFound('step');
    if (!isSaid(step)) {
      throw new Conflict('This step cannot be said to be done: it follows from what is there.');
    }
    const problems = problemsOf(step, facts, this.clock.today());
    if (Object.keys(problems).length > 0) throw new Invalid(problems);
    await this.database.transaction(async () => {
      const before = await this.offboardings.held(id, version);
      for (const evidenceId of facts.evidenceIds ?? [])
        await this.attach(actor, id, step, evidenceId);
      const [was] = await this.steps.findBy({ offboardingId: id, step });
      const said = this.written(actor, facts);
      if (facts.outcome === 'done') await this.mustBeShown(id, before.vendorId, step, said);
      await this.steps.delete({ offboardingId: id, step });
      if (facts.outcome === 'open' && step === 'data') await this.unaccept(id);
      if (facts.outcome !== 'open') {
        await this.steps.insert({ offboardingId: id, step, ...said });
      }
      await this.offboardings.touch(before);
      const action =
        facts.outcome === 'open' ? 'offboarding.step-reopened' : 'offboarding.step-settled';
      const after = facts.outcome === 'open' ? { step } : { step, ...said };
      this.journal.record(actor, action, subjectOf(id), was ?? null, after);
    });
  }

  private get steps() {
    return this.database.repository(OffboardingStep);
  }

  /** What the vendor confirmed waits again to be looked at. */
  private async unaccept(id: string): Promise<void> {
    await this.database
      .sql`UPDATE offboarding_confirmation SET accepted_by = NULL, accepted_at = NULL
      WHERE offboarding_id = ${id} AND accepted_at IS NOT NULL`;
  }

  private async attach(
    actor: Actor,
    id: string,
    part: SaidStep,
    evidenceId: string,
  ): Promise<void> {
    try {
      await this.links.attach(actor, evidenceId, { kind: 'offboarding', id, part });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw new Invalid({ evidenceIds: 'has something that is not evidence of this vendor' });
    }
  }

  private async mustBeShown(
    id: string,
    vendorId: string,
    step: SaidStep,
    said: Pick<OffboardingStep, 'outcome'>,
  ): Promise<void> {
    const seen = (await this.checklists.of([{ id, vendorId }])).get(id) ?? [];
    const { evidence = [], isConfirmed = false } = seen.find((one) => one.step === step) ?? {};
    const evidenceKinds = evidence.map(({ kind }) => kind);
    const shown = { evidenceKinds, isConfirmed };
    const { missing } = standingOf(step, { said, ...shown, liveCredentials: 0, liveLinks: 0 });
    if (missing !== undefined) throw new Conflict(missing);
  }

  private written(actor: Actor, facts: StepFacts) {
    const done = facts.outcome === 'done';
    return {
      outcome: facts.outcome,
      dataWas: (done && facts.dataWas) || null,
      confirmedBy: (done && facts.confirmedBy) || null,
      confirmedOn: (done && facts.confirmedOn) || null,
      note: (done && facts.note) || null,
      reason: (facts.outcome === 'not_needed' && facts.reason) || null,
      settledBy: actor.name,
      settledAt: this.clock.now(),
    };
  }
}
