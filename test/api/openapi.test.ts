import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { startAssay, type TestAssay } from '../support/app.js';

const snapshot = 'openapi.json';

interface Operation {
  summary?: string;
  responses: Record<string, { description?: string }>;
  parameters?: { name: string }[];
}

interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

describe('the description of the API', () => {
  let assay: TestAssay;
  let text: string;
  let description: Description;

  beforeAll(async () => {
    assay = await startAssay();
    const { body } = await assay.stranger.get<Description>('/api/openapi.json');
    description = body;
    text = `${JSON.stringify(body, null, 2)}\n`;
    if (process.env['WRITE_OPENAPI']) writeFileSync(snapshot, text);
  });
  afterAll(() => assay.close());

  const operations = () =>
    Object.entries(description.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is the one kept in openapi.json; after a wanted change run npm run openapi', () => {
    expect(existsSync(snapshot) && readFileSync(snapshot, 'utf8')).toBe(text);
  });

  it('is OpenAPI 3.1 and speaks of /api/v1 only', () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    for (const path of Object.keys(description.paths)) expect(path).toMatch(/^\/api\/v1\//);
  });

  it('tells of every operation what it does, what it gives and what it refuses', () => {
    for (const { path, method, operation } of operations()) {
      const where = `${method} ${path}`;
      expect([where, operation.summary]).toEqual([where, expect.stringMatching(/^[A-Z]/)]);
      const statuses = Object.keys(operation.responses).map(Number);
      expect([where, statuses.some((status) => status < 300)]).toEqual([where, true]);
      expect([where, statuses.includes(401)]).toEqual([where, true]);
    }
  });

  it('describes every parameter of every path', () => {
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).map(({ name }) => name);
      expect(described).toEqual(expect.arrayContaining(named));
    }
  });
});
