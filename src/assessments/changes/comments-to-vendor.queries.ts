import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { Review } from '../reviewing/review.entity.js';

/** The comments beside judgements that are written for the vendor; the others never leave the house. */
@Injectable()
export class CommentsToVendor {
  constructor(private readonly database: Database) {}

  /** By question. */
  async of(assessmentId: string): Promise<Map<string, string>> {
    const reviews = await this.database
      .repository(Review)
      .findBy({ assessmentId, audience: 'vendor' });
    return new Map(
      reviews.flatMap(({ questionKey, comment }) =>
        comment ? [[questionKey, comment] as const] : [],
      ),
    );
  }
}
