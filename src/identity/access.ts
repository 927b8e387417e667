import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { requestOf } from '../platform/http/index.js';
import type { Caller } from './caller.js';
import type { Permission } from './permissions.js';

export const requiredPermission = 'assay:requires';

/** What a route requires: a permission, or only that one knows who asks. */
export type Requirement = Permission | 'being signed in';

/** What a caller needs for this route (or every route of this controller). */
export const Requires = (requirement: Requirement) => SetMetadata(requiredPermission, requirement);

/** The person who asks. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { actor } = requestOf(context);
  if (!actor || !('may' in actor))
    throw new Error('Only a route with @Requires(...) has a caller.');
  return actor as Caller;
});
