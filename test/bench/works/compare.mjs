import { median, millisecondsOf } from '../measure.mjs';
import { chance } from '../register.mjs';

export const about = 'two cycles of 300 answers compared, nothing read or written';

const size = 300;

/** Floor: looking each answer up by its key and comparing what was said as text, without saying what changed. */
export async function measure({ built, quick }) {
  await built.load('src/app.module.js');
  const { compareCycles } = await built.load('src/assessments/index.js');
  const { aiVendor, questionsOf, textHash } = await built.load('src/questionnaires/index.js');
  const questions = questionsOf(aiVendor);
  const random = chance(7);
  const one = (of) => of[Math.floor(random() * of.length)];
  const worth = () => ({
    compliance: one([0, 0.5, 1]),
    evidence: one(['assertion', 'document', 'audit']),
    lowered: null,
  });
  const cycle = () =>
    Array.from({ length: size }, (_, number) => {
      const question = questions[number % questions.length];
      const rows = Array.from({ length: 5 }, () => ({ name: one(['a', 'b']), kind: 'gateway' }));
      return {
        key: `${question.key}.${number}`,
        text: question.text,
        hash: random() < 0.95 ? textHash(question) : 'other',
        domain: question.domain,
        domainLabel: question.domain,
        weight: question.weight,
        knockOut: question.knockOut ?? false,
        standing: random() < 0.9 ? 'answered' : 'blank',
        byRule: worth(),
        judged: random() < 0.7 ? worth() : null,
        leaning: null,
        value: number % 10 === 0 ? rows : one(['yes', 'no', 'We do this every week.']),
        notApplicableReason: null,
        comment: random() < 0.2 ? one(['Since May.', 'By hand.']) : null,
        unproven: Math.floor(random() * 7),
      };
    });
  const [before, after] = [cycle(), cycle()];
  const bare = () => {
    const then = new Map(before.map((answer) => [answer.key, answer]));
    return after.filter(
      (answer) => JSON.stringify(answer.value) !== JSON.stringify(then.get(answer.key)?.value),
    ).length;
  };
  const times = quick ? 200 : 1_000;
  const [floors, took] = [[], []];
  for (let time = 0; time < times; time += 1) {
    floors.push(await millisecondsOf(bare));
    took.push(await millisecondsOf(() => compareCycles(before, after)));
  }
  const [floor, product] = [median(floors.slice(times / 2)), median(took.slice(times / 2))];
  return [{ work: 'compare two cycles', unit: 'ms', size, floor, product, budget: { atMost: 20 } }];
}
