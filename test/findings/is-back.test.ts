import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findingStates, isBack } from '../../src/findings/index.js';

const instant = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2036-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const closed = fc.record({
  state: fc.constantFrom(...findingStates),
  gapClosedAt: fc.option(instant),
  resolvedAt: fc.option(instant),
  verifiedAt: fc.option(instant),
});

describe('a gap that is met again', () => {
  it('opens nothing but what is resolved or verified', () => {
    fc.assert(
      fc.property(closed, instant, (finding, since) => {
        if (isBack(finding, since.toISOString())) {
          expect(['resolved', 'verified']).toContain(finding.state);
        }
      }),
    );
  });

  it('opens what a person closed only with something said later', () => {
    fc.assert(
      fc.property(instant, instant, fc.boolean(), (at, since, verified) => {
        const state = verified ? 'verified' : 'resolved';
        const finding = {
          state,
          gapClosedAt: null,
          resolvedAt: verified ? new Date(0) : at,
          verifiedAt: verified ? at : null,
        } as const;
        expect(isBack(finding, since.toISOString())).toBe(since.getTime() > at.getTime());
      }),
    );
  });

  it('opens what an answer had closed, whenever it was said', () => {
    const at = new Date('2026-11-23T09:00:00Z');
    const finding = { state: 'verified', gapClosedAt: at, resolvedAt: at, verifiedAt: at } as const;
    expect(isBack(finding, '2026-01-01T00:00:00.000Z')).toBe(true);
  });
});
