import { permissionsOf, type Caller, type Role } from '../../src/identity/index.js';
import type { TestAssay } from '../support/app.js';

/** A new person with this role, as the services meet them. */
export async function callerOf(assay: TestAssay, role: Role): Promise<Caller> {
  const { userId } = await assay.api(role);
  const may = new Set(permissionsOf(role));
  return { kind: 'user', id: userId, userId, name: `Test ${role}`, role, may };
}
