import { ChoiceField, DayField, IdField, ListQuery, TextField } from '../../platform/http/index.js';
import { triggerCodes, type TriggerCode } from './rules.js';
import { firingOutcomes, type FiringOutcome } from './trigger-firing.entity.js';

export class FiringQuery extends ListQuery {
  @ChoiceField(triggerCodes, { optional: true })
  rule?: TriggerCode;

  @IdField({ optional: true })
  vendorId?: string;
}

export class FiringLine {
  @IdField() id: string;
  @ChoiceField(triggerCodes) rule: TriggerCode;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @IdField() engagementId: string;
  @TextField({ max: 200, example: 'Gateway for all prompts' }) engagement: string;
  @TextField({ max: 1_000, example: 'the evidence “SOC 2 report” expired on 4 Dec 2026' })
  sentence: string;
  @ChoiceField(firingOutcomes, {
    description:
      '`open_already`: an assessment of the engagement was drafted or with the vendor; `owed`: there was nobody to send it to.',
  })
  outcome: FiringOutcome;
  @DayField({ example: '2026-12-18' }) dueOn: string;
  @IdField({ optional: true, description: 'The one drafted, or the one that was open.' })
  assessmentId?: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) firedAt: string;
}
