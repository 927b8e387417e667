import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AssessmentQueries } from '../../src/assessments/index.js';
import { PasswordLinks, SetUp, UserQueries } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids.js';
import { prepareDemo, SamplePortfolio } from '../../src/sample/index.js';
import { VendorQueries } from '../../src/vendors/index.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { callerOf } from './caller.js';

let assay: TestAssay;

const anew = () => {
  beforeAll(async () => {
    assay = await startAssay();
  });
  afterAll(() => assay.close());
};

async function vendorNames(): Promise<string[]> {
  const { items } = await assay.app.get(VendorQueries).page({});
  return items.map(({ name }) => name);
}

async function states(): Promise<string[]> {
  const { items } = await assay.app.get(AssessmentQueries).page({});
  return items.map(({ state }) => state).sort();
}

const everybody = [
  'Corridor Gateway',
  'Fathom Search',
  'Kestrel Forms',
  'Lantern Transcripts',
  'Marram Translations',
  'Osier Notes',
  'Quarry Labelling',
  'Sextant Tours',
  'Thistle Voice',
];

describe('loading that is broken off', () => {
  anew();

  it('leaves nothing when it cannot even begin', async () => {
    const nobody = { ...(await callerOf(assay, 'analyst')), userId: newId() };
    await expect(assay.app.get(SamplePortfolio).load(nobody)).rejects.toThrow();
    expect(await vendorNames()).toEqual([]);
  });

  it('goes on where it ended, and does not take a vendor of the same name for its own', async () => {
    const portfolio = assay.app.get(SamplePortfolio);
    const api = await assay.api('analyst');
    await api.post('/api/v1/vendors', { name: 'Quarry Labelling', status: 'active' });
    const analyst = await callerOf(assay, 'analyst');
    const nobody = { ...(await callerOf(assay, 'approver')), userId: newId() };
    await expect(portfolio.load(analyst, nobody)).rejects.toThrow();
    expect(await states()).toEqual(['in_review']);

    expect(await portfolio.load(analyst)).toHaveLength(everybody.length);
    await assay.settle();
    expect(await vendorNames()).toEqual([...everybody, 'Quarry Labelling'].sort());
    expect(await states()).toEqual(['decided', 'draft', 'in_review', 'sent', 'submitted']);
  });
});

async function setUp(sample: boolean): Promise<void> {
  const door = assay.app.get(SetUp);
  const token = new URL((await door.setUpLink()) ?? '').searchParams.get('token') ?? '';
  const facts = {
    organisation: 'Buyer Ltd',
    name: 'Ada Moreau',
    email: 'ada@buyer.example',
    password: 'a long walk by the canal',
  };
  await door.complete({ ...facts, token, sample });
  await assay.settle();
}

async function startDemo(): Promise<string> {
  const lines: string[] = [];
  await prepareDemo(assay.app, (line) => lines.push(line));
  await assay.settle();
  return lines.join('\n');
}

describe('whoever sets Assay up', () => {
  anew();

  it('gets the sample portfolio when asked for', async () => {
    await setUp(true);
    expect(await vendorNames()).toEqual(everybody);
    expect(await states()).toEqual(['decided', 'draft', 'in_review', 'sent', 'submitted']);
  });
});

describe('whoever sets Assay up without it', () => {
  anew();

  it('gets an empty register, and the demo leaves that alone', async () => {
    await setUp(false);
    expect(await vendorNames()).toEqual([]);
    expect(await startDemo()).toContain('set up already');
    expect((await assay.app.get(UserQueries).page({})).items).toHaveLength(1);
    expect(await vendorNames()).toEqual([]);
  });
});

describe('the demo', () => {
  anew();

  it('makes people without a password and one link for the administrator, once', async () => {
    const said = await startDemo();
    const people = (await assay.app.get(UserQueries).page({})).items;
    expect(people.map(({ name, role, hasPassword }) => [name, role, hasPassword])).toEqual([
      ['Ada Moreau', 'administrator', false],
      ['Ines Okafor', 'analyst', false],
      ['Noor Haddad', 'approver', false],
    ]);
    expect(await vendorNames()).toEqual(everybody);

    const [link = ''] = /http\S+/.exec(said) ?? [];
    expect(link.startsWith(`${assay.origin}/password?token=`)).toBe(true);
    const token = new URL(link).searchParams.get('token') ?? '';
    const links = assay.app.get(PasswordLinks);
    await links.use(token, 'a long walk by the canal');
    await expect(links.use(token, 'another walk by the canal')).rejects.toThrow('no longer good');

    const again = await startDemo();
    expect(again).toContain('set up already');
    expect(again).not.toContain('token=');
    expect((await assay.app.get(UserQueries).page({})).items).toHaveLength(3);
    expect(await assay.app.get(SetUp).setUpLink()).toBeUndefined();
  });
});
