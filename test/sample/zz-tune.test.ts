import { it } from '@jest/globals';
import { questionsForScore } from '../../src/assessments/questions-for-score.js';
import { readDraft } from '../../src/assessments/index.js';
import { aiVendor, questionsOf } from '../../src/questionnaires/index.js';
import { assessInherentRisk, noConditions, scoreAssessment } from '../../src/scoring/index.js';
import { addDays } from '../../src/platform/clock.js';
import { stories } from '../../src/sample/stories/index.js';
it('tunes', () => {
  const today = '2026-11-23';
  for (const tell of stories) {
    const s = tell(today);
    const inherent = assessInherentRisk(s.engagement);
    console.log(s.key, inherent.level, inherent.value, inherent.tier, inherent.impact, inherent.likelihood, inherent.forced);
    if (!s.answered) continue;
    const day = addDays(today, -s.answered.daysAgo);
    const qs = questionsOf(aiVendor);
    const answers = Object.entries(s.answered.answers).map(([key, raw]) => {
      const q = qs.find((x) => x.key === key);
      if (!q) throw new Error(key);
      const r = readDraft(q, raw);
      if (!r.ok) throw new Error(key + JSON.stringify(r.problems));
      return { questionKey: key, ...r.draft, answeredBy: 'x', answeredAt: '2026-01-01' };
    });
    for (const reviewed of [false, true]) {
      const reviews = reviewed ? Object.entries(s.reviewed?.reviews ?? {}).map(([questionKey, r]) => ({ questionKey, ...r, comment: r.comment ?? null, reviewedAt: new Date() })) : [];
      const questions = questionsForScore({ definition: aiVendor, answers, reviews, day });
      const score = scoreAssessment({ inherent, questions, conditions: noConditions, override: null, previous: null });
      console.log([s.key, reviewed, score.vector, 'R', score.residual, score.bandFromAnswers, score.band, score.floors, score.strength, score.coverage,
       'unreviewed', questions.filter((q) => !reviews.some((r) => r.questionKey === q.key)).map((q) => q.key).join(' '),
       'not asked', answers.filter((a) => !questions.some((q) => q.key === a.questionKey)).map((a) => a.questionKey),
       score.domains.map((d) => [d.domain, d.conformance?.toFixed(0), d.assured?.toFixed(0)].join(' ')).join('; ')].map((x) => typeof x === 'string' ? x : JSON.stringify(x)).join('\n'));
    }
  }
});
