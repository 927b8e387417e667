export { Me, Requires, requiredPermission } from './access.js';
export { AccessGuard } from './access.guard.js';
export type { Caller } from './caller.js';
export { IdentityModule } from './identity.module.js';
export { allPermissions, permissions, permissionsOf, roles, type Permission, type Role } from './permissions.js';
