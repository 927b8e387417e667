import { Injectable } from '@nestjs/common';
import {
  dataWasWords,
  OffboardingAsking,
  type AskedStanding,
  type OffboardingView,
} from '../../offboarding/index.js';

const standingWords: Readonly<Record<AskedStanding, { status: string; word: string }>> = {
  sent: { status: 'sent', word: 'Not opened yet' },
  opened: { status: 'in_progress', word: 'Opened' },
  answered: { status: 'submitted', word: 'Answered' },
  expired: { status: 'superseded', word: 'Expired' },
  revoked: { status: 'revoked', word: 'Revoked' },
};

/** Of the page of an offboarding: whom we asked at the vendor, and what they confirmed. */
@Injectable()
export class AskingPart {
  constructor(private readonly asking: OffboardingAsking) {}

  async of(
    { id, steps }: OffboardingView,
    mayWrite: boolean,
  ): Promise<{ waits: boolean; [shown: string]: unknown }> {
    const requests = await this.asking.requests(id);
    const [last, ...earlier] = await this.asking.confirmations(id);
    const waits = last !== undefined && !last.acceptedAt && !last.returnedAt;
    const certificate = steps.find(({ step }) => step === 'certificate');
    const given = certificate?.evidence?.some(({ kind }) => kind === 'certificate') ?? false;
    const path = last && `/offboarding-confirmations/${last.id}`;
    return {
      ask: mayWrite && !last?.acceptedAt ? `/offboardings/${id}/request` : undefined,
      first: requests.length === 0,
      last: last && { ...last, dataWas: dataWasWords[last.dataWas] },
      earlier: earlier.map(({ number, answeredAt, returnedBecause }) => ({
        ...{ number, answeredAt, returnedBecause },
      })),
      waits,
      ...(waits && mayWrite ? { accept: `${path}/acceptance`, sendBack: `${path}/return` } : {}),
      certificateToo: given && certificate?.settledBy === undefined,
      requests: requests.map(({ id: requestId, standing, isLive, ...request }, at) => ({
        ...request,
        ...standingWords[standing],
        ...(mayWrite && isLive
          ? { revocation: `/offboarding-requests/${requestId}/revocation` }
          : {}),
        ...(mayWrite && at === 0 && standing !== 'answered'
          ? { resending: `/offboarding-requests/${requestId}/resending` }
          : {}),
      })),
    };
  }
}
