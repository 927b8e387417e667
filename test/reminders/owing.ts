import { User } from '../../src/identity/index.js';
import { Obligation, Reminders, type RunFigures } from '../../src/obligations/index.js';
import { newId } from '../../src/platform/ids.js';
import { Letter } from '../../src/platform/mail/index.js';
import { LetterSeal } from '../../src/platform/mail/letter-seal.js';
import type { TestAssay, Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

/** A vendor, entered by somebody, with what follows from that already done. */
export async function aVendor(assay: TestAssay, staff: Visitor, name: string): Promise<string> {
  const { body } = await staff.post<{ id: string }>('/api/v1/vendors', { ...vendorFacts, name });
  await assay.settle();
  return body.id;
}

/**
 * Leaves a test nothing of those before it in its file: what was due has ended, those who were here have no access any
 * more, and the clock stands as at first. Returns how many letters there are already.
 */
export async function beginAnew(assay: TestAssay): Promise<number> {
  assay.clock.reset();
  const now = assay.clock.now().toISOString();
  await assay.database.transaction(async () => {
    await assay.database.sql`
      UPDATE obligation SET ended_at = ${now}, ended_how = 'cancelled' WHERE ended_at IS NULL`;
    await assay.database.sql`UPDATE app_user SET disabled_at = ${now} WHERE disabled_at IS NULL`;
  });
  return assay.database.repository(Letter).count();
}

/** Something due, as the derivation leaves it. */
export async function owe(
  assay: TestAssay,
  facts: Pick<Obligation, 'vendorId' | 'ownerId' | 'dueOn'> & Partial<Obligation>,
): Promise<string> {
  const now = assay.clock.now();
  const id = newId();
  const obligation = {
    ...{ id, kind: 'contract_notice' as const, subjectKind: 'engagement', subjectId: newId() },
    ...{ part: '', title: 'Give notice or renew', detail: {}, sequence: 0 },
    ...{ changedAt: now, createdAt: now, endedAt: null, endedHow: null },
    ...facts,
  };
  await assay.database.transaction(() =>
    assay.database.repository(Obligation).insert(obligation as never),
  );
  return obligation.id;
}

export async function changeObligation(
  assay: TestAssay,
  id: string,
  changes: Partial<Obligation>,
): Promise<void> {
  await assay.database.transaction(() =>
    assay.database.repository(Obligation).update({ id }, changes as never),
  );
}

export async function changeUser(
  assay: TestAssay,
  id: string,
  changes: Partial<User>,
): Promise<void> {
  await assay.database.transaction(() => assay.database.repository(User).update({ id }, changes));
}

export async function run(assay: TestAssay): Promise<RunFigures> {
  const figures = await assay.app.get(Reminders, { strict: false }).run();
  await assay.settle();
  return figures;
}

export interface ReadLetter {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  off?: string;
}

/** The letters there are but for so many that came before, oldest first, opened. */
export async function letters(assay: TestAssay, earlier = 0): Promise<ReadLetter[]> {
  const found = await assay.database.repository(Letter).find({ order: { id: 'ASC' } });
  const all = found.slice(earlier);
  const seal = assay.app.get(LetterSeal, { strict: false });
  return all.map(({ id, toEmail, subject, sealedBody }) => {
    const body = sealedBody ? seal.open(id, sealedBody) : { text: '', html: '' };
    const off = body.list ? { off: body.list.off } : {};
    return { id, to: toEmail, subject, text: body.text, html: body.html, ...off };
  });
}

export async function emailOf(assay: TestAssay, { userId: id }: Visitor): Promise<string> {
  return (await assay.database.repository(User).findOneByOrFail({ id })).email;
}
