import { Entity } from 'typeorm';
import {
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** The magic link by which one person at the vendor plans and resolves some findings. */
@Entity('remediation_request')
export class RemediationRequest {
  @IdKey() id: string;
  @IdColumn() vendorId: string;
  @IdColumn() contactId: string;
  @WordColumn() name: string;
  @WordColumn() email: string;
  @TextColumn({ nullable: true }) message: string | null;
  @IdColumn() askerId: string;
  @WordColumn() secretHash: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) openedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}

@Entity('remediation_request_finding')
export class RequestedFinding {
  @IdKey() requestId: string;
  @IdKey() findingId: string;
}

/** What a cookie stands for: one browser that exchanged the link of one request. */
@Entity('remediation_session')
export class RemediationSession {
  @IdKey() id: string;
  @WordColumn() secretHash: string;
  @IdColumn() requestId: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
