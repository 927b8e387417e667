import {
  ChoicesField,
  IdField,
  InstantField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { allPermissions, type Permission } from './permissions.js';

export const longestTokenDays = 366;

export class NewToken {
  @TextField({ max: 100, example: 'Nightly export', description: 'What it is for.' })
  name: string;

  @ChoicesField(allPermissions, { example: ['vendors.read'], description: 'What it may do.' })
  scopes: Permission[];

  @WholeField({ min: 1, max: longestTokenDays, example: 90, description: 'Days until it expires.' })
  days: number;
}

export class NewTokenSecret {
  @IdField() id: string;

  @TextField({ max: 100, description: 'Shown this once: only its hash is kept.' })
  secret: string;
}

export class TokenView {
  @IdField() id: string;
  @TextField({ max: 100 }) name: string;
  @ChoicesField(allPermissions) scopes: Permission[];
  @InstantField() createdAt: string;
  @InstantField() expiresAt: string;
  @InstantField({ optional: true, description: 'To about five minutes.' }) usedAt?: string;
  @InstantField({ optional: true }) revokedAt?: string;
}
