import type { Visitor } from '../support/app.js';
import { addVendor } from '../vendors/examples.js';

/** On the test clock's first day, 23 Nov 2026, it is fresh until 30 Jun 2027. */
export const soc2 = {
  kind: 'soc2_type2',
  auditor: 'Prescott and Lund LLP',
  scope: 'The gateway in production: security, availability',
  periodFrom: '2025-07-01',
  periodTo: '2026-06-30',
  issuedOn: '2026-08-14',
  subservices: [{ name: 'Halden Cloud', purpose: 'Hosting', method: 'carved_out' }],
};

export const certificate = {
  kind: 'iso27001',
  auditor: 'Norrland Certification',
  scope: 'All sites',
  issuedOn: '2026-03-01',
  expiresOn: '2029-02-28',
  certificateNumber: 'IS 1',
  subservices: [],
};

export const letter = {
  issuedOn: '2026-07-20',
  coversFrom: '2026-07-01',
  coversUntil: '2026-09-30',
  signedBy: 'Rui Okafor',
  signerRole: 'Chief executive',
  byManagement: true,
};

export const exception = {
  text: 'Access of 3 of 25 leavers was removed late.',
  severity: 'moderate',
};

export async function recordAudit(
  visitor: Visitor,
  facts: object = {},
  vendorId?: string,
): Promise<string> {
  const vendor = vendorId ?? (await addVendor(visitor));
  const path = `/api/v1/vendors/${vendor}/audits`;
  const { status, body } = await visitor.post<{ id: string }>(path, { ...soc2, ...facts });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

/**
 * An audit with an exception and a bridge letter, and its auditor: the ids by what stands before them in an address.
 * `said` stands in every text of theirs.
 */
export async function auditWithParts(
  visitor: Visitor,
  vendorId?: string,
  said?: string,
): Promise<Record<string, string>> {
  const row = { name: said, purpose: said, method: 'inclusive' };
  const texts = { auditor: said, platform: said, scope: said, notes: said, subservices: [row] };
  const audit = await recordAudit(visitor, said ? texts : {}, vendorId);
  const path = `/api/v1/audits/${audit}`;
  const add = async (what: string, facts: object) =>
    (await visitor.post<{ id: string }>(`${path}/${what}`, facts)).body.id;
  const { body } = await visitor.get<{ auditor: { id: string } }>(path);
  return {
    audits: audit,
    auditors: body.auditor.id,
    'audit-exceptions': await add('exceptions', {
      ...exception,
      ...(said ? { text: `${said}Told-gaps`, response: said } : {}),
    }),
    'bridge-letters': await add('bridge-letters', {
      ...letter,
      ...(said ? { signedBy: said.slice(0, 100), signerRole: said.slice(0, 100) } : {}),
    }),
  };
}
