import { present } from '../platform/present.js';
import type { EngagementView } from './engagement.dto.js';
import type { Engagement } from './engagement.entity.js';

export function viewOf({ inherent, ...engagement }: Engagement): EngagementView {
  const { level, impact, likelihood, value, tier, forced, reasons } = inherent;
  const { tier: _, createdAt: __, updatedAt: ___, ...facts } = engagement;
  return {
    ...present(facts),
    inherent: { level, impact, likelihood, value, tier, forced, reasons },
  };
}
