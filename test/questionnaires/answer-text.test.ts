import { describe, expect, it } from '@jest/globals';
import { formatAnswer } from '../../src/questionnaires/index.js';
import { auditRow, questionOf, storeRow, toolRow } from './sample-question.js';

describe('an answer in words', () => {
  it.each([
    ['yes_no', 'yes', ['Yes']],
    ['single', 'green', ['Green']],
    ['multiple', ['red', 'blue'], ['Red', 'Blue']],
    ['text', 'One\ntwo', ['One', 'two']],
    ['date', '2026-03-24', ['24 Mar 2026']],
    ['tools', [], ['None listed']],
    [
      'tools',
      [toolRow],
      [
        'LiteLLM; kind: Gateway or proxy; version: 1.82.6; sees our data: Yes; holds credentials: No',
      ],
    ],
    [
      'stores',
      [storeRow, { ...storeRow, retentionDays: null }],
      [
        'Prompts; where: PostgreSQL, Frankfurt; kept for: 30 days; encrypted at rest: Yes; trained on: No',
        'Prompts; where: PostgreSQL, Frankfurt; kept for: not stated; encrypted at rest: Yes; trained on: No',
      ],
    ],
    [
      'audits',
      [auditRow],
      [
        'SOC 2 Type II; auditor: Ledger & Lamp LLP; first day covered: 1 Apr 2025; last day covered: 31 Mar 2026',
      ],
    ],
  ] as const)('%s: %j', (kind, value, lines) => {
    expect(formatAnswer(questionOf(kind), value as never)).toEqual(lines);
  });

  it('gives a number its unit', () => {
    expect(formatAnswer(questionOf('number', { unit: 'days' }), 1500.5)).toEqual(['1,500.5 days']);
    expect(formatAnswer(questionOf('number'), 0)).toEqual(['0']);
  });
});
