import { present } from '../platform/present.js';
import type { ApiToken } from './api-token.entity.js';
import type { TokenView } from './token.dto.js';

export function tokenView({
  id,
  name,
  scopes,
  createdAt,
  expiresAt,
  usedAt,
  revokedAt,
}: ApiToken): TokenView {
  return present({
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  });
}
