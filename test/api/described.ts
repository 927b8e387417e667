import type { TestAssay } from '../support/app.js';

export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string;
  format?: string;
  enum?: unknown[];
  items?: Schema;
  minimum?: number;
  minLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  example?: unknown;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: Schema;
}

interface Described {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Description {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** An operation as the description of the API tells it. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query: Parameter[];
  versioned: boolean;
  body: Schema | undefined;
}

export class ApiDescribed {
  private constructor(
    readonly operations: Operation[],
    private readonly schemas: Record<string, Schema>,
  ) {}

  static async by(assay: TestAssay): Promise<ApiDescribed> {
    const { body } = await assay.stranger.get<Description>('/api/openapi.json');
    const operations = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase() as Operation['method'],
        path,
        query: parameters.filter((parameter) => parameter.in === 'query'),
        versioned: parameters.some(({ name }) => name === 'If-Match'),
        body: requestBody?.content['application/json']?.schema,
      })),
    );
    return new ApiDescribed(operations, body.components.schemas);
  }

  /** A schema with what it refers to in its place. */
  resolved(schema: Schema): Schema {
    const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split('/').at(-1);
    return name === undefined ? schema : (this.schemas[name] ?? schema);
  }

  /** Something the schema allows; what the fields are called decides first. */
  example(schema: Schema, known: Record<string, unknown>): unknown {
    const whole = this.resolved(schema);
    if (whole.properties) {
      const fields = Object.entries(whole.properties).map(([name, field]) => [
        name,
        name in known ? known[name] : this.example(field, known),
      ]);
      return Object.fromEntries(fields) as object;
    }
    if (whole.example !== undefined) return whole.example;
    if (whole.type === 'array') return whole.items ? [this.example(whole.items, known)] : [];
    if (whole.enum) return whole.enum[0];
    if (whole.type === 'boolean') return true;
    if (whole.type === 'integer' || whole.type === 'number') return whole.minimum ?? 1;
    if (whole.format === 'date') return '2026-12-18';
    if (whole.format === 'email') return 'rui@corridor.example';
    if (whole.format === 'uri') return 'https://corridor.example';
    return 'x'.repeat(Math.max(whole.minLength ?? 1, 3));
  }

  /** The paths of all objects in what the schema describes: `''` for the whole, `likelihood`, `rows.0`. */
  objects(schema: Schema, at: string[] = []): string[][] {
    const { properties, items } = this.resolved(schema);
    if (items) return this.objects(items, [...at, '0']);
    if (!properties) return [];
    const below = Object.entries(properties).flatMap(([name, field]) =>
      this.objects(field, [...at, name]),
    );
    return [at, ...below];
  }
}
