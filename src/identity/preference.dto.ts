import {
  ChoicesField,
  DaysField,
  FlagField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { weekdays, type Weekday } from '../platform/weekdays.js';

export const mostQuietDays = 200;

export class PreferenceFacts {
  @TextField({
    max: 50,
    example: 'Europe/Lisbon',
    description: 'The time zone their days and hours are meant in, as the IANA database names it.',
  })
  zone: string;

  @WholeField({
    min: 0,
    max: 22,
    example: 8,
    description: 'The hour of their day from which the daily digest may come.',
  })
  digestHour: number;

  @ChoicesField(weekdays, {
    example: ['saturday', 'sunday'],
    description: 'Days of the week without a digest; what would have come then comes afterwards.',
  })
  quietWeekdays: Weekday[];

  @DaysField({
    max: mostQuietDays,
    example: ['2026-12-24'],
    description: 'Single days without a digest, such as holidays.',
  })
  quietDays: string[];

  @FlagField({ description: 'Whether the digest comes by mail. The list has it in any case.' })
  digestsByMail: boolean;
}

export class PreferenceView extends PreferenceFacts {
  @WholeField({ min: 0, max: 1_000_000, description: 'For If-Match; 0 while all is as usual.' })
  version: number;
}
