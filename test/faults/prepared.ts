import { newId } from '../../src/platform/ids.js';
import { prepare as prepareTrip, submitted } from '../assessments/trip.js';
import { newVendor, sendForm, textOf } from '../evidence/files.js';
import { openIncident } from '../incidents/examples.js';
import type { TestAssay, Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

export interface Amounts {
  /** Vendors that have left, one a day from 3 December 2025 on, each with files. */
  gone: number;
  /** Vendors in use, besides the one that everything is given to. */
  vendors: number;
  /** How many of those have somebody who can be written to. */
  contacts: number;
  /** Bytes of each of its three files. */
  fileBytes: number;
  /** Whether there is an assessment and an incident of which reports can be printed. */
  prints: boolean;
}

export interface Prepared {
  vendorId: string;
  contacted: string[];
  /** Empty where nothing is to be printed. */
  assessmentId: string;
  incidentId: string;
}

const first = Date.UTC(2025, 11, 3, 9);
const dayMs = 24 * 3_600_000;
const lately = '2026-12-04T09:00:00.000Z';

/** Data on which every kind of work can be ordered; what has left falls due day by day from 4 December 2026 on. */
export async function prepare(
  assay: TestAssay,
  staffNow: () => Promise<Visitor>,
  { gone, vendors, contacts, fileBytes, prints }: Amounts,
): Promise<Prepared> {
  assay.clock.set(new Date(first).toISOString());
  const staff = await staffNow();
  const door = { assay, headers: staff.headers };
  const give = async (vendorId: string, bytes: number, title: string) => {
    const url = `/api/v1/vendors/${vendorId}/evidence`;
    await sendForm(door, url, { title }, { name: `${title}.txt`, content: textOf(bytes) });
  };
  for (let day = 0; day < gone; day += 1) {
    assay.clock.set(new Date(first + day * dayMs).toISOString());
    const vendorId = await newVendor(staff, `Gone ${day}`);
    for (const title of ['One', 'Two', 'Three']) await give(vendorId, 3_000, title);
    const url = `/api/v1/vendors/${vendorId}`;
    const { headers } = await staff.get(url);
    const left = { ...vendorFacts, name: `Gone ${day}`, status: 'offboarded' };
    await staff.put(url, left, { 'if-match': headers['etag'] ?? '' });
  }
  const vendorId = await newVendor(staff, 'Corridor');
  for (const title of ['Report', 'Bridge letter', 'Test']) await give(vendorId, fileBytes, title);
  const now = new Date(first).toISOString();
  const ids = Array.from({ length: vendors }, () => newId());
  const columns = ['id', 'name', 'sort_name', 'status', 'owner_id', 'created_at', 'updated_at'];
  await assay.database.transaction(async () => {
    const rows = ids.map((id, at) => [
      ...[id, `Vendor ${at}`, `vendor ${at}`, 'active', staff.userId, now, now, 1],
    ]);
    await assay.database.insertRows('vendor', [...columns, 'version'], rows);
    await assay.database.insertRows(
      'contact',
      ['id', 'vendor_id', 'name', 'email', 'created_at', 'version'],
      ids
        .slice(0, contacts)
        .map((id, at) => [newId(), id, `Contact ${at}`, `contact-${at}@vendor-${at}.net`, now, 1]),
    );
  });
  const printed = prints ? await printable(assay, staffNow) : { assessmentId: '', incidentId: '' };
  return { vendorId, contacted: ids.slice(0, contacts), ...printed };
}

async function printable(assay: TestAssay, staffNow: () => Promise<Visitor>) {
  assay.clock.set(lately);
  const staff = await staffNow();
  const assessmentId = await submitted(assay, staff, await prepareTrip(assay, staff));
  const facts = { windowFrom: '2026-11-24', windowTo: '2026-11-24' };
  return { assessmentId, incidentId: await openIncident(assay, staff, facts) };
}
