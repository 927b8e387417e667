/** As many questions as told, answered with yes or no, in sections of ten over six domains. */
export function largeQuestionnaire(amount) {
  const domains = ['supply', 'data', 'access', 'people', 'exit', 'ai'];
  const sections = [];
  for (let from = 0; from < amount; from += 10) {
    const number = from / 10 + 1;
    const domain = domains[number % domains.length];
    const questions = Array.from({ length: Math.min(10, amount - from) }, (_, at) =>
      questionAt(from + at, domain),
    );
    sections.push({ key: `part-${number}`, title: `Part ${number}`, intro: '', questions });
  }
  return {
    key: `large-${amount}`,
    title: `A questionnaire of ${amount}`,
    purpose: 'To be reviewed in one sitting.',
    minutes: 60,
    domains: domains.map((key) => ({ key, label: `Domain ${key}` })),
    sections,
  };
}

const questionAt = (at, domain) => ({
  key: keyAt(at),
  text: `Do you check number ${at + 1} of your build, and say who answers for it?`,
  kind: 'yes_no',
  weight: at % 4 === 0 ? 'critical' : 'standard',
  domain,
  expected: { rule: 'equals', value: 'yes' },
  expectedText: 'Yes, with a name and a date.',
  allowNotApplicable: true,
  gap: `number ${at + 1} is not checked`,
});

export const keyAt = (at) => `check-${String(at + 1).padStart(3, '0')}`;
