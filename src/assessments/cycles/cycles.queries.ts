import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '../../platform/errors.js';
import { Policies } from '../../policies/index.js';
import { compareCycles, type CycleChange } from './compare-cycles.js';
import { CycleReadings, type CycleReading } from './cycle-readings.queries.js';
import { cyclesPolicy } from './policy.js';

export interface Comparison {
  before: CycleReading;
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
    const after = await this.readings.of(assessmentId);
    const before = after && (await this.readings.before(after));
    if (!after || !before) return undefined;
    const leaning = await this.readings.leaning(after, before);
    return { before, after, changes: await this.compared(before, { ...after, answers: leaning }) };
  }

  /** Any two of a vendor, whatever they were about; another vendor's is not there. */
  async between(vendorId: string, fromId: string, toId: string): Promise<Comparison> {
    if (fromId === toId) throw new Conflict('Choose two different assessments to compare.');
    const before = await this.ofVendor(vendorId, fromId);
    const after = await this.ofVendor(vendorId, toId);
    return { before, after, changes: await this.compared(before, after) };
  }

  private async ofVendor(vendorId: string, id: string): Promise<CycleReading> {
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
    return compareCycles(before.answers, after.answers, unproven);
  }
}
