import { median, millisecondsOf } from '../measure.mjs';
import { chance } from '../register.mjs';

export const about = 'one assessment scored, nothing read or written';

export async function measure({ built, quick }) {
  const {
    assessInherentRisk,
    compliances,
    evidenceGrades,
    noConditions,
    scoreAssessment,
    weights,
  } = await built.load('src/scoring/index.js');
  const { aiVendor, questionsOf } = await built.load('src/questionnaires/index.js');
  const domains = new Map(aiVendor.domains.map(({ key, label }) => [key, label]));
  const standings = [compliances, evidenceGrades, weights].map(Object.keys);
  const asked = (question, random) => {
    const [compliance, evidence, weight] = standings.map(
      (of) => of[Math.floor(random() * of.length)],
    );
    const { key, text, domain, knockOut = false, gap = null } = question;
    const told = { key, text, domain, domainLabel: domains.get(domain), knockOut, gap };
    const rest = { evidenceLowered: null, restsOn: null, notApplicableReason: null };
    const answered = random() < 0.95;
    return { ...told, ...rest, weight, compliance, evidence, answered, notApplicable: 'none' };
  };
  const inherent = assessInherentRisk({
    data: ['government_id', 'credentials', 'source_code'],
    access: ['production_credentials', 'write_api'],
    criticality: 'H',
    autonomy: 'drafting',
    likelihood: {
      internet_exposure: 'VH',
      fourth_parties: 'H',
      trains_or_retains: 'M',
      recent_incident: 'VH',
      ships_code: 'M',
    },
    holdsCredentials: true,
    codeRunsHere: false,
    supportsCriticalFunction: false,
  });
  const inputOf = (questions) => ({
    inherent,
    questions,
    conditions: noConditions,
    previous: null,
    override: null,
  });
  const builtIn = questionsOf(aiVendor);
  const hundred = Array.from({ length: 100 }, (_, number) => ({
    ...builtIn[number % builtIn.length],
    key: `question.${number}`,
    knockOut: number % 10 === 0,
  }));
  const random = chance(1);
  const times = quick ? 500 : 2_000;
  const rows = [];
  for (const [work, questions] of [
    ['score 100 questions', hundred],
    [`score the built-in ${builtIn.length}`, builtIn],
  ]) {
    const input = inputOf(questions.map((question) => asked(question, random)));
    const took = [];
    for (let time = 0; time < times; time += 1) {
      took.push(await millisecondsOf(() => scoreAssessment(input)));
    }
    const product = median(took.slice(times / 2));
    rows.push({ work, unit: 'ms', product, budget: { atMost: 0.3 } });
  }
  return rows;
}
