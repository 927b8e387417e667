import { describe, expect, it } from '@jest/globals';
import { textHash } from '../../src/questionnaires/index.js';
import { questionOf } from './sample-question.js';

describe('the hash of what a question asks', () => {
  const base = questionOf('single', { text: 'How long is it kept?' });
  const other = (changes: Partial<typeof base>) => textHash({ ...base, ...changes });

  it('is a SHA-256 that ignores spacing, case, and the order of options', () => {
    expect(textHash(base)).toMatch(/^[0-9a-f]{64}$/);
    expect(other({ text: '  how long\n is it   kept? ' })).toBe(textHash(base));
    expect(other({ options: [...(base.options ?? [])].reverse() })).toBe(textHash(base));
  });

  it('does not depend on weight, guidance or key', () => {
    const changed = { key: 'x.y', weight: 'critical', guidance: 'Help.' } as const;
    expect(other(changed)).toBe(textHash(base));
  });

  it('changes with the text, the kind, the unit, and any option', () => {
    const [red, ...rest] = base.options ?? [];
    const hashes = [
      textHash(base),
      other({ text: 'How long is it not kept?' }),
      other({ kind: 'multiple' }),
      other({ options: rest }),
      other({ options: [{ value: 'red', label: 'Crimson' }, ...rest] }),
      other({ options: [{ value: 'rouge', label: red?.label ?? '' }, ...rest] }),
      textHash(questionOf('number', { unit: 'days' })),
      textHash(questionOf('number', { unit: 'hours' })),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
