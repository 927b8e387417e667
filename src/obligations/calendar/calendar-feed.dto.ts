import { TextField } from '../../platform/http/index.js';

export class CalendarFeedView {
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) createdAt: string;
}

export class NewCalendarFeed {
  @TextField({
    max: 500,
    example: 'https://assay.example/calendar/….ics',
    description: 'Shown this once: only its hash is kept. Whoever knows it sees what is due.',
  })
  address: string;
}
