import type { Moves } from '../../scoring/index.js';
import { isFloored } from './rating.js';
import type { ScoreView } from './score.dto.js';
import type { StoredScore } from './score.entity.js';

/** A score as the API gives it; nulls are left out at every depth. */
export function scoreView(
  { input: _, result, assessmentId: __, scoredAt, ...stored }: StoredScore,
  moves: Moves | null,
): ScoreView {
  const { model: ___, override: ____, ...told } = result;
  const { level, impact, likelihood, value, tier } = result.inherent;
  const view = {
    ...stored,
    ...told,
    inherent: { level, impact, likelihood, value, tier },
    floored: isFloored(result),
    moves,
    scoredAt: scoredAt.toISOString(),
  };
  const text = JSON.stringify(view, (_key, held: unknown) => held ?? undefined);
  return JSON.parse(text) as ScoreView;
}
