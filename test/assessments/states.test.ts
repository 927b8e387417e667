import { describe, expect, it } from '@jest/globals';
import { assessmentStates, type AssessmentState } from '../../src/assessments/index.js';
import { mayTake, refusal, steps, type Step } from '../../src/assessments/states.js';

/** One row a step, one column a state: where it leads; `stays` changes nothing, `-` is refused. */
const table = `
                draft     sent        in_progress submitted         in_review         changes_requested decided    superseded revoked
send            sent      -           -           -                 -                 -                 -          -          -
invite          -         stays       stays       -                 -                 stays             -          -          -
answer          -         stays       stays       -                 -                 stays             -          -          -
begin           -         in_progress -           -                 -                 -                 -          -          -
submit          -         submitted   submitted   -                 -                 submitted         -          -          -
startReview     -         -           -           in_review         -                 -                 -          -          -
review          -         -           -           stays             stays             -                 -          -          -
requestChanges  -         -           -           changes_requested changes_requested -                 -          -          -
decide          -         -           -           decided           decided           -                 -          -          -
supersede       -         -           -           -                 -                 -                 superseded -          -
rescore         -         -           -           stays             stays             stays             stays      -          -
override        -         -           -           stays             stays             stays             stays      -          -
extend          stays     stays       stays       -                 -                 stays             -          -          -
revoke          revoked   revoked     revoked     -                 -                 -                 -          -          -
`;

const [head = '', ...rows] = table.trim().split('\n');
const states = head.trim().split(/\s+/) as AssessmentState[];
const cells = rows.flatMap((row) => {
  const [step, ...leads] = row.trim().split(/\s+/);
  return leads.map((lead, at) => [step as Step, states[at] as AssessmentState, lead] as const);
});

describe('the states of an assessment', () => {
  it('are all in the table, with every step', () => {
    expect([...states].sort()).toEqual([...assessmentStates].sort());
    expect(rows.map((row) => row.split(/\s+/)[0])).toEqual(Object.keys(steps));
  });

  it.each(cells)('%s from %s: %s', (step, state, lead) => {
    expect(mayTake(step, state)).toBe(lead !== '-');
    if (lead === '-') expect(refusal(step, state)).toMatch(/^This assessment is .+\.$/);
    else expect('to' in steps[step] ? steps[step].to : 'stays').toBe(lead);
  });

  it('says what state it is in', () => {
    expect(refusal('decide', 'decided')).toBe('This assessment is already decided.');
    expect(refusal('revoke', 'in_review')).toBe(
      'This assessment is in review, so it cannot be revoked now.',
    );
  });
});
