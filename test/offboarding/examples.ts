import type { OffboardingStepView, OffboardingView } from '../../src/offboarding/index.js';
import { sendForm, textOf } from '../evidence/files.js';
import { newestSecret } from '../portal/respondent.js';
import type { TestAssay, Visitor } from '../support/app.js';

export const confirmed = {
  outcome: 'done',
  dataWas: 'both',
  confirmedBy: 'Rui Okafor, privacy officer',
  confirmedOn: '2026-11-20',
};
export const signed = {
  outcome: 'done',
  confirmedBy: 'Ines Duarte, CISO',
  confirmedOn: '2026-11-21',
};

export async function evidenceOf(
  assay: TestAssay,
  staff: Visitor,
  vendorId: string,
  kind = 'other',
): Promise<string> {
  const file = { name: 'confirmation.txt', content: textOf(80) };
  const facts = { title: 'Their word on it', kind };
  const door = { assay, headers: staff.headers };
  return (await sendForm(door, `/api/v1/vendors/${vendorId}/evidence`, facts, file)).body.id;
}

/** An offboarding at the API: every change carries the version that stands. */
export function offboardingAt(staff: Visitor, id: string) {
  const path = `/api/v1/offboardings/${id}`;
  const read = async () => (await staff.get<OffboardingView>(path)).body;
  const match = async () => ({ 'if-match': `"${(await read()).version}"` });
  return {
    path,
    read,
    match,
    step: async (code: string): Promise<OffboardingStepView | undefined> =>
      (await read()).steps.find(({ step }) => step === code),
    say: async (step: string, facts: object) =>
      staff.put<{ detail: string; fields?: object }>(`${path}/steps/${step}`, facts, await match()),
    endAccess: async () =>
      staff.post<{ revoked: number }>(`${path}/access-ending`, undefined, await match()),
    complete: async () =>
      staff.post<{ detail: string }>(`${path}/completion`, undefined, await match()),
  };
}

/** A vendor that is left, asked what became of our data, and has confirmed it once: ids as addresses name them, and the key of its link. */
export async function leftAndAsked(
  assay: TestAssay,
  staff: Visitor,
  vendorId: string,
  contactId: string,
) {
  const begun = await staff.post<{ id: string }>(`/api/v1/vendors/${vendorId}/offboarding`, {});
  const offboardings = begun.body.id;
  const path = `/api/v1/offboardings/${offboardings}/requests`;
  const { body: request } = await staff.post<{ id: string }>(path, { contactId });
  const bearer = { authorization: `Bearer ${await newestSecret(staff, 'offboarding')}` };
  const answers = '/api/v1/offboarding-answering/confirmations';
  const { dataWas, confirmedBy } = confirmed;
  const facts = { dataWas, confirmedBy, doneOn: '2026-11-20', method: 'Overwritten.' };
  const { body: said } = await assay.stranger.post<{ id: string }>(answers, facts, bearer);
  const ids = {
    offboardings,
    'offboarding-requests': request.id,
    'offboarding-confirmations': said.id,
  };
  return { ids, bearer };
}
