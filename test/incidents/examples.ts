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
