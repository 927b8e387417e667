import type { ReviewList } from './review-marks.js';

export function addressOf(id: string, list: ReviewList, key: string): string {
  const show = list === 'all' ? '' : `?show=${list}`;
  return `/assessments/${id}/review/${encodeURIComponent(key)}${show}`;
}
