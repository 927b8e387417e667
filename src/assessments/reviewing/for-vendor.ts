import type { Review } from './review.entity.js';

/**
 * What of a judgement the vendor may read: a comment that was written for it, nothing else. Every way out of the
 * house (portal, letters, the respondents' API) takes comments from here.
 */
export function commentForVendor({
  audience,
  comment,
}: Pick<Review, 'audience' | 'comment'>): string | null {
  return audience === 'vendor' ? comment : null;
}
