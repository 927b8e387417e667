import { BadRequestException } from '@nestjs/common';
import type { FormBody } from '../../platform/http/index.js';

/** The hidden field that says which version of the thing the form was made from. */
export function readVersion(body: FormBody | undefined): { version: number; rest: FormBody } {
  const { version, ...rest } = body ?? {};
  if (typeof version !== 'string' || !/^\d{1,9}$/.test(version)) {
    throw new BadRequestException('The form is incomplete. Open it again.');
  }
  return { version: Number(version), rest };
}
