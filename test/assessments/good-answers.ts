import { addMonths } from '../../src/platform/clock.js';
import {
  choicesOf,
  type AnswerValue,
  type Expectation,
  type Question,
} from '../../src/questionnaires/index.js';

/** An answer that meets what a question expects. */
export function goodAnswer(question: Question, today: string): AnswerValue {
  return meeting(question.expected, question, today);
}

function meeting(expected: Expectation, question: Question, today: string): AnswerValue {
  switch (expected.rule) {
    case 'equals':
      return expected.value;
    case 'oneOf':
      return expected.full[0] ?? '';
    case 'includesAll':
      return expected.options;
    case 'atMost':
    case 'atLeast':
      return expected.full;
    case 'notOlderThan':
      return addMonths(today, -1);
    case 'tools':
      return [
        {
          name: 'litellm',
          kind: 'gateway',
          version: '1.82.6',
          purpose: 'Routes prompts',
          seesOurData: 'yes',
          holdsCredentials: 'yes',
          pinned: 'yes',
          purl: 'pkg:pypi/litellm@1.82.6',
        },
      ];
    case 'stores':
      return [
        {
          what: 'Prompts',
          where: 'Frankfurt',
          purpose: 'Answering',
          retentionDays: 30,
          encryptedAtRest: 'yes',
          encryptionHow: 'AES-256',
          trainedOn: 'no',
          deletedHow: 'Key destroyed',
        },
      ];
    case 'audits':
      return [
        {
          standard: 'soc2_type2',
          auditor: 'Example Auditors LLP',
          scope: 'The service we use',
          periodStart: addMonths(today, -14),
          periodEnd: addMonths(today, -2),
          issuedOn: addMonths(today, -1),
          nextDueOn: addMonths(today, 10),
          exceptions: 0,
        },
      ];
    case 'given': {
      const [first] = choicesOf(question);
      if (question.kind === 'multiple') return [first?.value ?? ''];
      if (first) return first.value;
      if (question.kind === 'number') return 12;
      if (question.kind === 'date') return today;
      return 'We do this every week, and write down what we found. '.repeat(6);
    }
  }
}
