import type { RequestState } from './outreach.dto.js';

export const requestStateWords: Readonly<Record<RequestState, string>> = {
  waiting: 'Letter being written',
  sent: 'Not opened yet',
  opened: 'Opened, not answered',
  answered: 'Answered',
  undeliverable: 'Nobody reached',
  revoked: 'Link revoked',
};
