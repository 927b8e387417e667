import type { ExposureView, IncidentView, StandingLine } from '../../src/incidents/index.js';
import type { Actor } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import {
  Inventories,
  type InventoryItem,
  type NewInventory,
} from '../../src/supply-chain/index.js';
import type { TestAssay, Visitor } from '../support/app.js';

export const path = '/api/v1/incidents';

/** As it happened on 24 March 2026. */
export const litellmFacts = {
  title: 'Poisoned releases of litellm',
  kind: 'malware',
  windowFrom: '2026-03-24',
  windowTo: '2026-03-24',
  packages: [{ purl: 'pkg:pypi/litellm', name: 'litellm', versions: ['1.82.7', '1.82.8'] }],
};

export const ann: Actor = { kind: 'user', id: newId(), name: 'Ann Analyst' };

/** Takes a list into the register: litellm in these versions (null: without one) and something else. */
export async function takeList(
  assay: TestAssay,
  vendorId: string,
  versions: readonly (string | null)[],
  list: Partial<NewInventory> = {},
): Promise<string> {
  const items: InventoryItem[] = versions.map((version) => ({
    name: 'litellm',
    kind: 'library',
    purl: 'pkg:pypi/litellm',
    version,
  }));
  const other: InventoryItem = {
    name: 'requests',
    kind: 'library',
    purl: 'pkg:pypi/requests@2.32.3',
  };
  const { id } = await assay.app.get(Inventories).take(ann, {
    vendorId,
    source: 'sbom',
    sourceId: newId(),
    describedOn: '2026-03-25',
    isComplete: true,
    ...list,
    items: [...items, other],
  });
  return id;
}

export async function openIncident(
  assay: TestAssay,
  visitor: Visitor,
  facts: object = {},
): Promise<string> {
  const { status, body } = await visitor.post<{ id: string; detail?: string }>(path, {
    ...litellmFacts,
    alongside: true,
    ...facts,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  await assay.settle();
  return body.id;
}

export const readIncident = async (visitor: Visitor, id: string): Promise<IncidentView> =>
  (await visitor.get<IncidentView>(`${path}/${id}`)).body;

export const countsOf = async (visitor: Visitor, id: string, at = ''): Promise<ExposureView> =>
  (await visitor.get<ExposureView>(`${path}/${id}/exposure${at && `?at=${at}`}`)).body;

/** Where one vendor stands, with the evidence. */
export async function standingIn(
  visitor: Visitor,
  id: string,
  vendorId: string,
  at = '',
): Promise<StandingLine | undefined> {
  const filter = `vendorId=${vendorId}${at && `&at=${at}`}`;
  const { body } = await visitor.get<StandingLine[]>(`${path}/${id}/standings?${filter}`);
  return body[0];
}

/** A vendor, with a contact and a credential, that says it is affected and is asked: what is to be renewed, and the request. */
export async function askedAbout(
  assay: TestAssay,
  visitor: Visitor,
  incidentId: string,
  vendorId: string,
  words = 'It is in use.',
): Promise<{ rotations: string; 'outreach-requests': string }> {
  const at = `${path}/${incidentId}`;
  const datedOn = assay.clock.now().toISOString().slice(0, 10);
  await visitor.post(`${at}/statements`, { vendorId, status: 'affected', datedOn, words });
  await assay.settle();
  await visitor.post(`${at}/outreaches`, { vendorIds: [vendorId], message: words });
  await assay.settle();
  const first = async (what: string): Promise<string> =>
    (await visitor.get<{ id: string }[]>(`${at}/${what}`)).body[0]?.id ?? '';
  return {
    rotations: await first('rotations'),
    'outreach-requests': await first('outreach-requests'),
  };
}
