import type { Visitor } from '../support/app.js';

export const vendorFacts = { name: 'Corridor Gateway', status: 'prospective' };

export const engagementFacts = {
  name: 'Gateway for all prompts',
  data: ['personal', 'credentials'],
  access: ['write_api'],
  criticality: 'H',
  autonomy: 'none',
  likelihood: {
    internet_exposure: 'H',
    fourth_parties: 'H',
    trains_or_retains: 'H',
    recent_incident: 'M',
    ships_code: 'H',
  },
  holdsCredentials: true,
  codeRunsHere: false,
  supportsCriticalFunction: false,
};

export const contactFacts = { name: 'Rui Okafor', email: 'rui@corridor.example' };

export async function addVendor(visitor: Visitor, facts: object = {}): Promise<string> {
  const { body } = await visitor.post<{ id: string }>('/api/v1/vendors', {
    ...vendorFacts,
    ...facts,
  });
  return body.id;
}
