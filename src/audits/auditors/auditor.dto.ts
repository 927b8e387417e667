import {
  ChoiceField,
  FlagField,
  IdField,
  ListQuery,
  TextField,
  WebAddressField,
  WholeField,
} from '../../platform/http/index.js';
import { auditorKinds, type AuditorKind } from './auditor.entity.js';

export class AuditorFacts {
  @ChoiceField(auditorKinds, {
    example: 'firm',
    description: '`firm` signs audits; `platform` is a compliance platform that prepares them.',
  })
  kind: AuditorKind;

  @TextField({ max: 200, example: 'Prescott and Lund LLP' })
  name: string;

  @WebAddressField({ optional: true, example: 'https://prescott-lund.example' })
  website?: string;
}

/** Why an auditor’s standing changes. */
export class StandingChange {
  @TextField({
    max: 2_000,
    lines: true,
    example: 'Reports of six of its clients have the same text, test results included.',
  })
  reason: string;
}

export const standings = ['good', 'in_doubt'] as const;
export type Standing = (typeof standings)[number];

export class AuditorQuery extends ListQuery {
  @TextField({ max: 100, optional: true, description: 'Part of the name.' })
  q?: string;

  @ChoiceField(auditorKinds, { optional: true })
  kind?: AuditorKind;

  @ChoiceField(standings, { optional: true })
  standing?: Standing;
}

export class AuditorLine {
  @IdField() id: string;
  @ChoiceField(auditorKinds) kind: AuditorKind;
  @TextField({ max: 200, example: 'Prescott and Lund LLP' }) name: string;
  @FlagField({ description: 'Whether it is in doubt.' }) doubted: boolean;
  @WholeField({
    min: 0,
    max: 1_000_000,
    description: 'Recorded audits that it signed or prepared.',
  })
  audits: number;
}

export class AuditorView extends AuditorLine {
  @TextField({ max: 500, optional: true }) website?: string;
  @TextField({ max: 40, optional: true, example: '2026-11-23T09:00:00.000Z' }) doubtedAt?: string;
  @TextField({ max: 2_000, optional: true }) doubtReason?: string;
  @TextField({ max: 40, example: '2026-11-23T09:00:00.000Z' }) createdAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
