import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '../../platform/errors.js';
import { Policies } from '../../policies/index.js';
import type { CycleAnswer } from './cycle-answer.js';
import { changeOf, compareCycles, type CycleChange } from './compare-cycles.js';
import { CycleReadings, type CycleReading, type JudgedCycle } from './cycle-readings.queries.js';
import { cyclesPolicy } from './policy.js';

export interface Comparison {
  before: JudgedCycle;
  after: CycleReading;
  changes: CycleChange[];
}

/** What changed from one cycle to another. */
@Injectable()
export class Cycles {
  constructor(
    private readonly readings: CycleReadings,
    private readonly policies: Policies,
  ) {}

  /** With the cycle it follows; nothing where it follows none, or nothing was submitted yet. */
  async sinceLast(assessmentId: string): Promise<Comparison | undefined> {
    const two = await this.readings.sinceLast(assessmentId);
    return two && { ...two, changes: await this.compared(two.before, two.after) };
  }

  /** Any two of a vendor, whatever they were about; another vendor's is not there. */
  async between(vendorId: string, fromId: string, toId: string): Promise<Comparison> {
    if (fromId === toId) throw new Conflict('Choose two different assessments to compare.');
    const before = await this.ofVendor(vendorId, fromId);
    const after = await this.ofVendor(vendorId, toId);
    return { before, after, changes: await this.compared(before, after) };
  }

  private async ofVendor(vendorId: string, id: string): Promise<JudgedCycle> {
    const reading = await this.readings.of(id);
    if (reading && reading.assessment.vendorId !== vendorId)
      throw new NotFound('assessment of this vendor');
    if (!reading)
      throw new Conflict(
        'Nothing was submitted in one of the two yet, so there is nothing to compare.',
      );
    return reading;
  }

  private async compared(before: CycleReading, after: CycleReading): Promise<CycleChange[]> {
    const { unproven } = await this.policies.read(cyclesPolicy);
    return compareCycles(before.answers, after.answers, unproven, changeKnown);
  }
}

interface Known {
  before: CycleAnswer | null;
  flagAt: number;
  change: CycleChange;
}

const known = new WeakMap<CycleAnswer, Known>();

/** What `changeOf` gives, found out once for the same two: a judgement changes one answer of hundreds. */
function changeKnown(before: CycleAnswer | null, after: CycleAnswer, flagAt: number): CycleChange {
  const last = known.get(after);
  if (last && last.before === before && last.flagAt === flagAt) return last.change;
  const change = changeOf(before, after, flagAt);
  known.set(after, { before, flagAt, change });
  return change;
}
