import { describe, expect, it } from '@jest/globals';
import type { Basis } from '../../src/incidents/exposure/facts.js';
import { dueFloors } from '../../src/incidents/floors/due-floors.js';
import { heldClause, type Held } from '../../src/incidents/floors/holdings.queries.js';

const incident = {
  number: 3,
  title: 'Poisoned releases',
  kind: 'malware',
  state: 'open',
  confirmedAt: new Date('2026-03-27T09:00:00Z'),
} as const;
const listed: Basis = { rule: 'version', tool: 'litellm', version: '1.82.7' };
const said: Basis = {
  rule: 'statement',
  statement: { id: 's', status: 'affected', on: '2026-03-27' },
};
const confirmed = { standing: 'affected', certainty: 'confirmed', basis: listed } as const;
const possible = { standing: 'affected', certainty: 'possible', basis: listed } as const;
const codes = (...args: Parameters<typeof dueFloors>) =>
  dueFloors(...args).map(({ floor }) => floor);

describe('the floors of an incident', () => {
  it.each([
    ['an affected vendor that holds something', incident, confirmed, 'personal data', ['F2', 'F5']],
    ['one that holds nothing', incident, confirmed, undefined, ['F2']],
    ['one that may be affected', incident, possible, 'personal data', ['F5']],
    [
      'what nobody confirmed',
      { ...incident, confirmedAt: null },
      confirmed,
      'personal data',
      ['F2'],
    ],
    ['what is closed', { ...incident, state: 'closed' }, confirmed, 'personal data', ['F2']],
    ['no malware', { ...incident, kind: 'vulnerability' }, confirmed, 'personal data', ['F5']],
    [
      'what is out of use',
      incident,
      { ...confirmed, basis: { ...listed, outOfUseSince: '2026-03-26' } },
      'personal data',
      ['F5'],
    ],
    ['who says so itself', incident, { ...confirmed, basis: said }, undefined, ['F2']],
    ['a clear one', incident, { ...confirmed, standing: 'clear', certainty: null }, 'keys', []],
    ['a stale one', incident, { ...confirmed, standing: 'stale', certainty: null }, 'keys', []],
  ] as [
    string,
    Parameters<typeof dueFloors>[0],
    Parameters<typeof dueFloors>[1],
    string | undefined,
    string[],
  ][])('of %s', (_, about, exposed, held, wanted) => {
    expect(codes(about, exposed, held)).toEqual(wanted);
  });

  it('are clauses without a full stop', () => {
    expect(dueFloors(incident, confirmed, 'personal data').map(({ reason }) => reason)).toEqual([
      'litellm 1.82.7 is in use, which I-3, “Poisoned releases”, names as malware',
      'I-3, “Poisoned releases”, is open, affects it, and it holds personal data',
    ]);
    const own = dueFloors(incident, { ...confirmed, basis: said }, undefined);
    expect(own[0]?.reason).toBe(
      'it says itself that the malware of I-3, “Poisoned releases”, hit it',
    );
  });
});

describe('what of ours a vendor holds', () => {
  const held = (more: Partial<Held>): Held => ({
    vendorId: 'v',
    engagementId: 'e',
    engagement: 'Gateway',
    data: [],
    access: [],
    holdsCredentials: false,
    codeRunsHere: false,
    ...more,
  });
  it('is told in one clause, once each', () => {
    const both = [
      held({ data: ['public', 'personal'] }),
      held({ data: ['personal', 'source_code'], holdsCredentials: true }),
    ];
    expect(heldClause(both)).toBe('personal data, source code and credentials of ours');
  });

  it('is nothing where it is public', () => {
    expect(heldClause([held({ data: ['public'] })])).toBeUndefined();
    expect(heldClause([])).toBeUndefined();
  });
});
