import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addMilliseconds } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { mostAttempts } from '../../src/platform/jobs/index.js';
import { Letters } from '../../src/platform/mail/index.js';
import { newVendor, sendForm } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { migratedPlace, type TestPlace } from '../support/place.js';

interface Told {
  id: string;
  state: string;
  problem?: string;
}

/** Each job is left as by a process that was killed at its last try. */
describe('work that ended the process at every try', () => {
  let place: TestPlace;
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;

  beforeAll(async () => {
    place = await migratedPlace();
    const mail = { ASSAY_SMTP_URL: 'smtp://127.0.0.1:9', ASSAY_MAIL_FROM: 'a@b.net' };
    assay = await startAssay(mail, { place });
    staff = await assay.api();
    vendorId = await newVendor(staff);
  });
  afterAll(() => assay.close());

  /** Does `order` in one moment with the end of all that it enqueues, so that nobody takes it before. */
  const killedAtLast = async <T>(kind: string, order: () => Promise<T>): Promise<T> => {
    const ordered = await assay.database.transaction(async () => {
      const made = await order();
      const past = assay.clock.now().toISOString();
      await assay.database.sql`
        UPDATE job SET state = 'running', attempts = ${mostAttempts}, leased_until = ${past}
        WHERE kind = ${kind} AND state = 'waiting'`;
      return made;
    });
    await assay.settle();
    return ordered;
  };
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const order = () => staff.post<Told>(`/api/v1/vendors/${vendorId}/dossiers`, period);

  it('leaves no dossier that is being built for ever, and no place taken in the line', async () => {
    for (let times = 0; times < 7; times += 1) {
      const { status, body } = await killedAtLast('dossier.requested', order);
      expect(status).toBe(201);
      const told = await staff.get<Told>(`/api/v1/dossiers/${body.id}`);
      expect(told.body).toMatchObject({
        state: 'failed',
        problem: expect.stringContaining('could not be built'),
      });
    }
  });

  it('lets a list be imported again', async () => {
    const door = { assay, headers: staff.headers };
    const components = [{ type: 'library', name: 'left-pad', version: '1.3.0' }];
    const list = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, components };
    const at = `/api/v1/vendors/${vendorId}/inventory-imports`;
    const file = { name: 'sbom.cdx.json', content: Buffer.from(JSON.stringify(list)) };
    const give = () => sendForm<Told>(door, at, { describedOn: '2026-03-20' }, file);
    const { body } = await killedAtLast('inventory-imports.file-given', give);
    const told = await staff.get<Told>(`/api/v1/inventory-imports/${body.id}`);
    expect(told.body).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('among its jobs'),
    });
    const { evidenceId } = told.body as unknown as { evidenceId: string };
    const again = await staff.post<Told>(`/api/v1/evidence/${evidenceId}/inventory-imports`, {
      describedOn: '2026-03-20',
    });
    expect(again.status).toBe(201);
    await assay.settle();
    const read = await staff.get<Told>(`/api/v1/inventory-imports/${again.body.id}`);
    expect(read.body.state).toBe('done');
  });

  it('lets a letter be sent again, and says that it may have gone', async () => {
    const to = { name: 'Rui', email: 'rui@corridor.net' };
    const about = { kind: 'test', id: newId() };
    const letter = { to, about, subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
    const { id } = await killedAtLast('letter.waiting', () => assay.app.get(Letters).write(letter));
    const told = await staff.get<Told>(`/api/v1/letters/${id}`);
    expect(told.body).toMatchObject({ state: 'failed' });
    expect((await staff.post(`/api/v1/letters/${id}/deliveries`)).status).toBeLessThan(300);
  });

  it('builds no dossier without its report where no server ran for a day after it was ordered', async () => {
    const { body } = await assay.database.transaction(async () => {
      const ordered = await staff.post<Told>('/api/v1/portfolio/dossiers', period);
      const [later, muchLater] = [1_000, 30 * 3_600_000].map((after) =>
        addMilliseconds(assay.clock.now(), after).toISOString(),
      );
      await assay.database.sql`
        UPDATE job SET due_at = CASE WHEN kind = 'dossier.requested' THEN ${later} ELSE ${muchLater} END
        WHERE state = 'waiting'`;
      return ordered;
    });
    const { clock } = assay;
    await assay.app.close();
    clock.advance(24 * 3_600_000);
    assay = await startAssay({}, { place, clock });
    await assay.settle();
    const told = await (await assay.api()).get<Told>(`/api/v1/dossiers/${body.id}`);
    expect(told.body).toMatchObject({ state: 'waiting', lacking: [] });
  });
});
