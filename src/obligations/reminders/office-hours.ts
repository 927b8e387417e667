import type { Hours } from './digest-time.js';

export interface Office {
  zone: string | null;
  digestHour: number | null;
}

/** Letters to others leave while the owner's office is open, whatever days the owner is away. */
export function officeHours({ zone, digestHour }: Office): Hours {
  return {
    zone: zone ?? 'UTC',
    digestHour: digestHour ?? 8,
    quietWeekdays: ['saturday', 'sunday'],
    quietDays: [],
  };
}
