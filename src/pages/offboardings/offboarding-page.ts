import { Injectable } from '@nestjs/common';
import { EvidenceQueries, type EvidenceLine } from '../../evidence/index.js';
import type { Caller } from '../../identity/index.js';
import {
  dataWasWords,
  isSaid,
  OffboardingQueries,
  stepWords,
  type OffboardingStepView,
  type OffboardingView,
} from '../../offboarding/index.js';
import { AskingPart } from './asking-part.js';
import { newEvidenceHref } from '../evidence/evidence-places.js';

/** The checklist of one offboarding, with what can be done about it. */
@Injectable()
export class OffboardingPage {
  constructor(
    private readonly queries: OffboardingQueries,
    private readonly evidence: EvidenceQueries,
    private readonly asking: AskingPart,
  ) {}

  async of(me: Caller, id: string): Promise<object> {
    const offboarding = await this.queries.view(id);
    const { vendor, vendorId, state, steps, version } = offboarding;
    const runs = state === 'running';
    const mayWrite = runs && me.may.has('vendors.write');
    const all = me.may.has('evidence.read') ? await this.evidence.ofVendor(vendorId) : null;
    const asking = await this.asking.of(offboarding, mayWrite);
    return {
      title: `Offboarding of ${vendor}`,
      crumbs: crumbsOf(offboarding),
      path: `/offboardings/${id}`,
      offboarding,
      version,
      runs,
      mayWrite,
      ready: mayWrite && steps.every((step) => step.state !== 'open'),
      left: steps.filter((step) => step.state === 'open').length,
      asking,
      steps: steps.map((step) =>
        stepShown(me, offboarding, asking.waits ? withItsWord(step) : step, all),
      ),
    };
  }
}

export const crumbsOf = ({ id, vendor, vendorId }: OffboardingView, last?: string): object[] => [
  { href: '/vendors', label: 'Vendors' },
  { href: `/vendors/${vendorId}`, label: vendor },
  ...(last === undefined
    ? [{ label: 'Offboarding' }]
    : [{ href: `/offboardings/${id}`, label: 'Offboarding' }, { label: last }]),
];

/** The vendor has said something: it is our turn. */
const withItsWord = (step: OffboardingStepView): OffboardingStepView =>
  step.step === 'data' && step.state === 'open' && step.settledBy === undefined
    ? { ...step, missing: 'The vendor confirmed it: look at it above, and accept it or ask again.' }
    : step;

function stepShown(
  me: Caller,
  { id, vendorId, state }: OffboardingView,
  step: OffboardingStepView,
  all: EvidenceLine[] | null,
): object {
  const path = `/offboardings/${id}/steps/${step.step}`;
  const runs = state === 'running';
  const mayWrite = runs && me.may.has('vendors.write');
  const said = isSaid(step.step);
  const attached = new Set((step.evidence ?? []).map((one) => one.id));
  const lines = (step.evidence ?? []).map((one) => ({
    ...one,
    title: all?.find((line) => line.id === one.id)?.title ?? 'Evidence',
    fingerprint: one.sha256.slice(0, 12),
    ...(all ? { href: `/evidence/${one.id}` } : {}),
  }));
  const mayAttach = runs && all !== null && me.may.has('evidence.write');
  const others = (all ?? []).filter(
    (line) =>
      !attached.has(line.id) &&
      line.withdrawnAt === null &&
      (step.step === 'data' || line.kind === 'certificate'),
  );
  return {
    ...step,
    path,
    title: stepWords[step.step],
    settled: step.settledBy !== undefined,
    ...(step.dataWas ? { dataWas: dataWasWords[step.dataWas] } : {}),
    certificate: step.step === 'certificate',
    said,
    done: mayWrite && said && !step.settledBy ? path : undefined,
    reopen: mayWrite && said && step.settledBy !== undefined ? `${path}/reopening` : undefined,
    endAccess: mayWrite && step.step === 'access' && step.state === 'open',
    ...(said ? { evidence: lines, mayAttach } : {}),
    ...(said && mayAttach
      ? {
          newHref: newEvidenceHref(vendorId, {
            offboarding: id,
            step: step.step as 'data' | 'certificate',
          }),
          others: others.map((line) => ({ value: line.id, label: line.title })),
        }
      : {}),
    ...(step.credentials
      ? {
          credentials: step.credentials.map((credential) => ({
            ...credential,
            ...(me.may.has('vendors.write') ? { href: `/credentials/${credential.id}` } : {}),
          })),
        }
      : {}),
  };
}
