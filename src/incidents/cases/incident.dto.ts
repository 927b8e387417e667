import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  NestedField,
  NestedListField,
  TextField,
  WebAddressField,
  WholeField,
  WordsField,
} from '../../platform/http/index.js';
import { ExposureCounts } from '../exposure/exposure.dto.js';
import {
  incidentKinds,
  incidentStates,
  type IncidentKind,
  type IncidentState,
} from './incident.entity.js';

export class PackageFacts {
  @TextField({
    max: 300,
    optional: true,
    example: 'pkg:pypi/litellm',
    description: 'Its package URL without a version; left out for a tool that has none.',
  })
  purl?: string;
  @TextField({
    max: 200,
    example: 'litellm',
    description: 'Its name, by which tools without a package URL are found too.',
  })
  name: string;
  @WordsField({
    max: 200,
    optional: true,
    example: ['1.82.7', '1.82.8'],
    description: 'The affected versions; every version, unless told.',
  })
  versions?: string[];
}

export class SourceFacts {
  @TextField({ max: 300, example: 'Security advisory of the maintainers' }) title: string;
  @WebAddressField({ optional: true, example: 'https://advisories.example/litellm' })
  link?: string;
}

const title = { max: 300, example: 'Poisoned releases of litellm' } as const;
const summary = {
  max: 8_000,
  lines: true,
  optional: true,
  example: 'Two releases with malware that harvests credentials were public for under two hours.',
  description:
    'What happened, in our words. Letters to vendors have it: it must not name another one.',
} as const;
const disputed = {
  max: 4_000,
  lines: true,
  optional: true,
  example: 'How long the releases were public: between 46 minutes and two hours.',
  description: 'What sources contradict each other on, or what is doubted.',
} as const;
const windowFrom = {
  optional: true,
  example: '2026-03-24',
  description:
    'The first day on which one could be hit; unless told, when the advisories were first published.',
} as const;
const windowTo = {
  optional: true,
  example: '2026-03-24',
  description: 'The last such day; while it is not told the window is open.',
} as const;

/** What is written of an incident; all of it is sent at a change. */
export class IncidentFacts {
  @TextField(title) title: string;
  @ChoiceField(incidentKinds, { example: 'malware' }) kind: IncidentKind;
  @DayField(windowFrom) windowFrom?: string;
  @DayField(windowTo) windowTo?: string;
  @TextField(summary) summary?: string;
  @NestedListField(() => SourceFacts, {
    max: 30,
    optional: true,
    description: 'Where it is told, with links.',
  })
  sources?: SourceFacts[];
  @TextField(disputed) disputed?: string;
  @NestedListField(() => PackageFacts, {
    max: 50,
    optional: true,
    description: 'What is affected beside what the advisories name.',
  })
  packages?: PackageFacts[];
  @IdField({ optional: true, description: 'Who leads it; you, unless told.' }) leadId?: string;
}

export class NewIncident extends IncidentFacts {
  @IdField({ optional: true, description: 'The event that advisories tell of.' })
  eventId?: string;
  @FlagField({
    optional: true,
    description:
      'Open it although an incident about this event, or one that concerns the same package, is open; without this, it is refused with 409 then.',
  })
  alongside?: boolean;
}

export class Confirmation {
  @TextField({
    max: 2_000,
    lines: true,
    example: 'A vendor told us that our prompts were reachable from the affected build.',
    description: 'Why we hold that it touches our data.',
  })
  reason: string;
}

export class IncidentReason {
  @TextField({ max: 2_000, lines: true, example: 'All vendors have answered; keys are renewed.' })
  reason: string;
}

export class IncidentQuery extends ListQuery {
  @ChoiceField(incidentStates, { optional: true }) state?: IncidentState;
  @IdField({ optional: true, description: 'In which this vendor is affected.' })
  vendorId?: string;
}

const person = { max: 100, example: 'Ada Moreau' } as const;

export class IncidentLine {
  @IdField() id: string;
  @TextField({ max: 20, example: 'I-1' }) reference: string;
  @TextField(title) title: string;
  @ChoiceField(incidentKinds) kind: IncidentKind;
  @ChoiceField(incidentStates) state: IncidentState;
  @FlagField({ description: 'Whether a person confirmed that it touches our data.' })
  isConfirmed: boolean;
  @IdField({ optional: true }) eventId?: string;
  @DayField({ optional: true }) windowFrom?: string;
  @DayField({ optional: true }) windowTo?: string;
  @IdField() leadId: string;
  @TextField(person) lead: string;
  @InstantField() openedAt: string;
  @InstantField({ optional: true }) closedAt?: string;
  @NestedField(() => ExposureCounts, { description: 'Where the vendors in use stand.' })
  counts: ExposureCounts;
  @TextField({ max: 200, example: '12 affected, 31 clear, 9 stale, 4 never asked' })
  sentence: string;
  @InstantField({
    optional: true,
    description: 'When that was derived; absent until it was.',
  })
  derivedAt?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class IncidentView extends IncidentLine {
  @TextField(summary) summary?: string;
  @NestedListField(() => SourceFacts, { max: 30 }) sources: SourceFacts[];
  @TextField(disputed) disputed?: string;
  @NestedListField(() => PackageFacts, { max: 50 }) packages: PackageFacts[];
  @TextField(person) openedBy: string;
  @TextField({ max: 2_000, optional: true }) confirmedBecause?: string;
  @TextField({ ...person, optional: true }) confirmedBy?: string;
  @InstantField({ optional: true }) confirmedAt?: string;
  @TextField({ max: 2_000, optional: true }) closedBecause?: string;
  @TextField({ ...person, optional: true }) closedBy?: string;
  @InstantField() updatedAt: string;
}
