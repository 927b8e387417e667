import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExposureDeriving } from '../../src/incidents/exposure/deriving.service.js';
import {
  askedAbout,
  countsOf,
  litellmFacts,
  openIncident,
  path,
  takeList,
} from '../incidents/examples.js';
import { osv } from '../incidents/advisories/records.js';
import { startAssay, type Reply, type TestAssay, type Visitor } from '../support/app.js';
import { addVendor, contactFacts, engagementFacts } from '../vendors/examples.js';

interface Made {
  id: string;
  version: number;
  state: string;
}

describe('two at once, and ids that do not belong together, in the supply chain', () => {
  let assay: TestAssay;
  let analyst: Visitor;
  let amber: string;
  let birch: string;
  let incident: string;
  let amberAsked: Awaited<ReturnType<typeof askedOf>>;
  let birchAsked: Awaited<ReturnType<typeof askedOf>>;

  beforeAll(async () => {
    assay = await startAssay();
    assay.clock.set('2026-03-25T09:00:00Z');
    analyst = await assay.api('analyst');
    [amber, birch] = [await vendor('Amber'), await vendor('Birch')];
    await takeList(assay, amber, ['1.82.7']);
    incident = await openIncident(assay, analyst);
    for (const id of [amber, birch]) await askedAbout(assay, analyst, incident, id);
    [amberAsked, birchAsked] = [await askedOf(incident, amber), await askedOf(incident, birch)];
  });
  afterAll(() => assay.close());

  const vendor = async (name: string): Promise<string> => {
    const id = await addVendor(analyst, { name, status: 'active' });
    await analyst.post(`/api/v1/vendors/${id}/contacts`, contactFacts);
    const engagements = `/api/v1/vendors/${id}/engagements`;
    const { body } = await analyst.post<Made>(engagements, engagementFacts);
    const key = { kind: 'api_key', name: `Key of ${name}`, opens: 'The gateway.' };
    await analyst.post(`/api/v1/engagements/${body.id}/credentials`, key);
    await assay.settle();
    return id;
  };
  const askedOf = async (id: string, vendorId: string) => {
    const first = async (what: string) =>
      (await analyst.get<Made[]>(`${path}/${id}/${what}?vendorId=${vendorId}`)).body[0]?.id ?? '';
    return {
      rotations: await first('rotations'),
      'outreach-requests': await first('outreach-requests'),
    };
  };
  const read = async (at: string) => (await analyst.get<Made>(`/api/v1/${at}`)).body;
  const match = ({ version }: Made) => ({ 'if-match': `"${version}"` });
  const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status).sort();
  const secretFor = async (requestId: string): Promise<string> => {
    const [row] = await assay.database.sql<{ id: string }[]>`
      SELECT id FROM letter WHERE about_id = ${requestId} ORDER BY created_at DESC LIMIT 1`;
    const { body } = await analyst.get<{ text: string }>(`/api/v1/letters/${row?.id ?? ''}`);
    return /\/incident\/([\w-]{43})\s/.exec(body.text)?.[1] ?? '';
  };

  it('two merges that would close a circle: one holds, and it can be undone', async () => {
    const add = async (name: string) => {
      const facts = { name, kind: 'library' };
      return (await analyst.post<Made>('/api/v1/tools', facts)).body.id;
    };
    const [one, other, third] = [await add('Ring one'), await add('Ring two'), await add('Ring 3')];
    const suggest = async (keptId: string, mergedId: string) => {
      const facts = { keptId, mergedId, reason: 'They are one.' };
      return (await analyst.post<Made>('/api/v1/tool-merges', facts)).body.id;
    };
    const merges = [
      await suggest(one, other),
      await suggest(other, third),
      await suggest(third, one),
    ];
    const replies = await Promise.all(
      merges.map(async (id) =>
        analyst.post(`/api/v1/tool-merges/${id}/confirmation`, {}, { 'if-match': '"1"' }),
      ),
    );
    expect(statuses(replies).every((status) => [204, 409, 503].includes(status))).toBe(true);
    const roots = await assay.database.sql<{ id: string; rootId: string; above: string | null }[]>`
      SELECT id, root_id AS "rootId", merged_into_id AS above FROM tool WHERE name LIKE 'Ring%'`;
    expect(roots.filter(({ above }) => above === null)).not.toEqual([]);
    const tops = roots.filter(({ above }) => above === null).map(({ id }) => id);
    expect(roots.filter(({ rootId }) => !tops.includes(rootId))).toEqual([]);
  });

  it('two people who join the same advisories, or part and join them', async () => {
    const text = JSON.stringify([osv({ id: 'TWO-1' }), osv({ id: 'TWO-2' }), osv({ id: 'TWO-3' })]);
    await analyst.post('/api/v1/advisory-imports', { text });
    const id = async (osvId: string) =>
      (await analyst.get<Made[]>(`/api/v1/advisories?id=${osvId}`)).body[0]?.id ?? '';
    const [one, two, three] = [await id('TWO-1'), await id('TWO-2'), await id('TWO-3')];
    const join = (oneId: string, otherId: string) =>
      analyst.post('/api/v1/advisory-bonds', { oneId, otherId, reason: 'One event.' });
    const replies = await Promise.all([join(one, two), join(two, one), join(two, three)]);
    expect(statuses(replies)).toEqual([201, 201, 409]);
    const events = await assay.database.sql<{ eventId: string }[]>`
      SELECT DISTINCT event_id AS "eventId" FROM advisory WHERE osv_id LIKE 'TWO-%'`;
    expect(events).toHaveLength(1);
    await assay.settle();
  });

  it('two incidents at once have two numbers, and derivations at once count each vendor once', async () => {
    const facts = { ...litellmFacts, title: 'Twice', alongside: true };
    const open = () => analyst.post<Made>(path, facts);
    expect(statuses(await Promise.all([open(), open()]))).toEqual([201, 201]);
    const numbers = await assay.database.sql<object[]>`SELECT DISTINCT number FROM incident`;
    expect(numbers).toHaveLength(3);
    await assay.settle();
    const deriving = assay.app.get(ExposureDeriving);
    const derived = await Promise.all(
      [1, 2, 3].map(() => deriving.ofIncident(incident, 'Tried at once.')),
    );
    expect(derived).toContain('done');
    const { counts } = await countsOf(analyst, incident);
    const { affected, clear, stale, never_asked: never } = counts;
    expect(affected + clear + stale + never).toBe(2);
    const doubled = await assay.database.sql<object[]>`
      SELECT x.vendor_id FROM exposure x JOIN incident n ON n.id = x.incident_id
      WHERE x.from_derivation <= n.derivation AND x.until_derivation > n.derivation
      GROUP BY x.incident_id, x.vendor_id HAVING count(*) > 1`;
    expect(doubled).toEqual([]);
  });

  it('a rotation that two sign off at once is signed off once', async () => {
    const at = `rotations/${amberAsked.rotations}`;
    const version = match(await read(at));
    const sign = () => analyst.post(`/api/v1/${at}/sign-off`, { note: 'Done.' }, version);
    const replies = await Promise.all([sign(), sign()]);
    expect(statuses(replies)[0]).toBe(204);
    expect([409, 412]).toContain(statuses(replies)[1]);
    const told = await assay.database.sql<object[]>`
      SELECT id FROM incident_entry WHERE words LIKE '%signed off%'`;
    expect(told).toHaveLength(1);
  });

  it('a link answers for its own vendor only: at once, revoked, and when the incident is closed [ASVS 8.2.2]', async () => {
    const [ours, theirs] = [amberAsked['outreach-requests'], birchAsked['outreach-requests']];
    const secret = await secretFor(ours);
    const bearer = { authorization: `Bearer ${secret}` };
    const answering = '/api/v1/incident-answering';
    const body = { used: 'no' };
    const named = { ...body, requestId: theirs, vendorId: birch };
    const foreign = await assay.stranger.post(`${answering}/answers`, named, bearer);
    expect(foreign.status).toBe(422);
    const both = await Promise.all(
      [1, 2].map(() =>
        assay.stranger.post<{ number: number }>(`${answering}/answers`, body, bearer),
      ),
    );
    expect(both.map((reply) => [reply.status, reply.body.number]).sort()).toEqual([
      [201, 1],
      [201, 2],
    ]);
    const of = await assay.database.sql<{ vendorId: string }[]>`
      SELECT DISTINCT vendor_id AS "vendorId" FROM statement WHERE source = 'outreach'`;
    expect(of).toEqual([{ vendorId: amber }]);
    const request = await read(`outreach-requests/${ours}`);
    await analyst.delete(`/api/v1/outreach-requests/${ours}`, match(request));
    const revoked = await assay.stranger.post(`${answering}/answers`, body, bearer);
    const never = { authorization: `Bearer ${'A'.repeat(43)}` };
    const unknown = await assay.stranger.post(`${answering}/answers`, body, never);
    expect([revoked.status, unknown.status]).toEqual([401, 401]);
    const late = { authorization: `Bearer ${await secretFor(theirs)}` };
    const close = match(await read(`incidents/${incident}`));
    await analyst.post(`${path}/${incident}/closing`, { reason: 'All is told.' }, close);
    expect((await assay.stranger.post(`${answering}/answers`, body, late)).status).toBe(409);
  });

  it('a letter goes to no contact of another vendor, and nobody unknown owns or leads anything', async () => {
    const other = await openIncident(assay, analyst, { title: 'Another' });
    await askedAbout(assay, analyst, other, birch);
    const asked = await askedOf(other, birch);
    const contacts = (await analyst.get<Made[]>(`/api/v1/vendors/${amber}/contacts`)).body;
    const at = `outreach-requests/${asked['outreach-requests']}`;
    const nobody = '01a219be-0000-7000-8000-000000000000';
    const resend = await analyst.post(
      `/api/v1/${at}/letters`,
      { contactId: contacts[0]?.id },
      match(await read(at)),
    );
    const rotation = `rotations/${asked.rotations}`;
    const owner = await analyst.put(
      `/api/v1/${rotation}/owner`,
      { ownerId: nobody },
      match(await read(rotation)),
    );
    const word = { vendorId: nobody, status: 'affected', datedOn: '2026-03-25' };
    const said = await analyst.post(`${path}/${other}/statements`, word);
    const asks = await analyst.post(`${path}/${other}/outreaches`, { vendorIds: [nobody] });
    const engagements = `/api/v1/vendors/${amber}/engagements`;
    const engagementId = (await analyst.get<Made[]>(engagements)).body[0]?.id;
    const list = {
      ...{ subject: 'x', describedOn: '2026-03-25', engagementId },
      tools: [
        { name: 'a', kind: 'library', seesOurData: 'no', holdsCredentials: 'no', direct: 'yes' },
      ],
    };
    const taken = await analyst.post(`/api/v1/vendors/${birch}/tools`, list);
    expect([resend, owner, said, asks].map(({ status }) => status)).toEqual([422, 422, 404, 422]);
    expect([404, 422]).toContain(taken.status);
  });
});
