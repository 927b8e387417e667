import { Entity } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  IdKey,
  InstantColumn,
  TextColumn,
  WholeColumn,
  WordColumn,
} from '../../platform/database/index.js';

/** By what a vendor reaches us, or we let it reach others. */
export const credentialKindWords = {
  api_key: 'API key',
  oauth_grant: 'OAuth grant',
  webhook: 'Webhook secret',
  password: 'Password',
  certificate: 'Certificate',
  ssh_key: 'SSH key',
  other: 'Other',
} as const;
export type CredentialKind = keyof typeof credentialKindWords;
export const credentialKinds = Object.keys(credentialKindWords) as CredentialKind[];

/** Something of ours that a vendor holds to reach us: what it is called and what it opens, never the secret itself. */
@Entity('credential')
export class Credential {
  @IdKey() id: string;
  @IdColumn() engagementId: string;
  @IdColumn() vendorId: string;
  @WordColumn() kind: CredentialKind;
  @WordColumn() name: string;
  @TextColumn() opens: string;
  @IdColumn() ownerId: string;
  @DayColumn({ nullable: true }) issuedOn: string | null;
  @DayColumn({ nullable: true }) rotatedOn: string | null;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @TextColumn({ nullable: true }) endedBecause: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() updatedAt: Date;
  @WholeColumn() version: number;
}
