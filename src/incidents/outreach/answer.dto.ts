import { ChoiceField, DayField, EmailField, TextField } from '../../platform/http/index.js';

export const usedChoices = ['yes', 'no', 'not_known'] as const;
export type Used = (typeof usedChoices)[number];

/** The answers to the questions about an incident; the form and the API take the same. */
export class OutreachAnswerFacts {
  @ChoiceField(usedChoices, {
    example: 'yes',
    description: 'Is it, or was it, part of what you provide to us? `not_known`: still looking.',
  })
  used: Used;

  @TextField({
    max: 1_000,
    optional: true,
    example: '1.82.6, 1.82.7',
    description: 'Every version in use then, with commas between them.',
  })
  versions?: string;

  @DayField({ optional: true, example: '2026-03-24', description: 'The first day of that use.' })
  usedFrom?: string;

  @DayField({
    optional: true,
    example: '2026-03-24',
    description: 'The last day of it; left out while it is in use.',
  })
  usedUntil?: string;

  @ChoiceField(usedChoices, {
    optional: true,
    example: 'no',
    description:
      'Could data or keys of ours be reached from where it ran? Asked where it was used.',
  })
  reachable?: Used;

  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Prompts of 24 March, and your webhook secret.',
    description: 'What of ours, and how you know.',
  })
  reached?: string;

  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Back to 1.82.6, images rebuilt, all keys of the build renewed.',
    description: 'What you did, and what you will still do by when.',
  })
  actions?: string;

  @TextField({ max: 100, optional: true, example: 'Rui Okafor', description: 'Whom we may ask.' })
  contactName?: string;

  @EmailField({ optional: true, example: 'security@corridor.example' })
  contactEmail?: string;

  @TextField({
    max: 200_000,
    lines: true,
    optional: true,
    description: 'An OpenVEX document (JSON) about the package, if you have one.',
  })
  openVex?: string;
}
