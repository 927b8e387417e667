import { ChoiceField, DayField, FlagField, IdField, TextField } from '../../platform/http/index.js';
import { bands, type Band } from '../../scoring/index.js';
import { shortestException } from '../deciding/decision.dto.js';
import { ShownInstant } from '../reviewing/shown.js';
import { overrideEnds, type OverrideEnd } from './override.entity.js';

/** As short as an exception may be: both put a person's word in the place of the model's. */
export const shortestOverrideReason = shortestException;

/** It stands beside the band on every page, and in the one sentence of the report’s first page. */
export const longestOverrideReason = 500;

export class NewOverride {
  @ChoiceField(bands, { example: 'moderate', description: 'Another one than the model’s.' })
  band: Band;

  @TextField({
    min: shortestOverrideReason,
    max: longestOverrideReason,
    lines: true,
    example: 'The pilot holds no data of ours and runs without any key until the end of January.',
    description: `At least ${shortestOverrideReason} characters; it stands wherever the band is shown.`,
  })
  reason: string;

  @DayField({
    example: '2027-01-31',
    description:
      'The last day on which it is in force: after today, and no later than the policy allows for the tier.',
  })
  until: string;

  @IdField({
    optional: true,
    description: 'The score that you look at. If there is a newer one, it is refused.',
  })
  scoreId?: string;
}

export class OverrideEnding {
  @TextField({ max: 1_000, lines: true, example: 'The pilot has ended sooner.' })
  reason: string;
}

export class OverrideView {
  @IdField() id: string;
  @ChoiceField(bands) band: Band;
  @ChoiceField(bands, { description: 'What the model gave in the score it was set over.' })
  modelBand: Band;
  @IdField({ description: 'The score it was set over.' }) scoreId: string;
  @TextField({ max: longestOverrideReason }) reason: string;
  @DayField({ example: '2027-01-31', description: 'Its last day.' }) until: string;
  @TextField({ max: 100, example: 'Noor Haddad' }) setBy: string;
  @ShownInstant() setAt: string;
  @FlagField() inForce: boolean;
  @ChoiceField(overrideEnds, { optional: true, description: 'Absent while it is in force.' })
  endedHow?: OverrideEnd;
  @TextField({ max: 1_000, optional: true, description: 'Why it was ended by hand.' })
  endedBecause?: string;
  @TextField({ max: 100, optional: true }) endedBy?: string;
  @ShownInstant({ optional: true }) endedAt?: string;
}
