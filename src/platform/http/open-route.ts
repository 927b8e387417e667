import { SetMetadata } from '@nestjs/common';

export const openReason = 'assay:open';

/** A route anybody may call, and why. Every other route needs @Requires(...). */
export const Open = (reason: string) => SetMetadata(openReason, reason);
