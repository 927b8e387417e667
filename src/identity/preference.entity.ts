import { Entity } from 'typeorm';
import {
  FlagColumn,
  IdKey,
  JsonColumn,
  WholeColumn,
  WordColumn,
} from '../platform/database/index.js';
import type { Weekday } from '../platform/weekdays.js';

/** When and how a person wants to hear from us. */
export interface Wishes {
  /** Of the IANA database. */
  zone: string;
  /** The hour of their day from which the digest may come. */
  digestHour: number;
  quietWeekdays: readonly Weekday[];
  /** `YYYY-MM-DD`. */
  quietDays: readonly string[];
  /** Without it reminders stand in the list only. */
  digestsByMail: boolean;
}

/** What somebody changed of the usual wishes; without a row they are as usual. */
@Entity('preference')
export class Preference implements Wishes {
  @IdKey() userId: string;
  @WordColumn() zone: string;
  @WholeColumn() digestHour: number;
  @JsonColumn() quietWeekdays: Weekday[];
  @JsonColumn() quietDays: string[];
  @FlagColumn() digestsByMail: boolean;
  @WholeColumn() version: number;
}

export const usualWishes: Wishes = {
  zone: 'UTC',
  digestHour: 8,
  quietWeekdays: ['saturday', 'sunday'],
  quietDays: [],
  digestsByMail: true,
};
