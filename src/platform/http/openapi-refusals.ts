import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'id'],
  properties: {
    type: { type: 'string', examples: ['about:blank'] },
    title: { type: 'string', examples: ['Something is missing or not as it should be'] },
    status: { type: 'integer', examples: [422] },
    detail: { type: 'string' },
    id: { type: 'string', description: 'Also in the log.', examples: ['3f9c0a1b2c4d'] },
    fields: {
      type: 'object',
      description: 'What is wrong, by the path of the field.',
      additionalProperties: { type: 'string' },
      examples: [{ name: 'is missing' }],
    },
  },
} as const;

const meanings: Readonly<Record<number, string>> = {
  400: 'The body is not JSON in UTF-8',
  401: 'No token, or one that is not valid',
  403: 'The token lacks the permission',
  404: 'There is no such thing, or not for this token',
  409: 'It clashes with what is there',
  412: 'It was changed since it was read',
  413: 'The body is larger than 1 MiB',
  422: 'A field is missing or not as it should be; see `fields`',
  428: 'If-Match is missing',
  503: 'Busy; nothing was changed',
};

const methods = ['get', 'post', 'put', 'delete'] as const;

/** Adds to every operation what it can refuse, and the headers that all of its kind take. */
export function describeRefusals(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation) describe(operation, method, path);
    }
  }
  const schemas = { ...document.components?.schemas, Problem: problem as never };
  return { ...document, components: { ...document.components, schemas } };
}

function describe(operation: Operation, method: (typeof methods)[number], path: string): void {
  const parameters = (operation.parameters ??= []);
  if (method === 'post') parameters.push(idempotencyKey);
  parameters.unshift(...undescribed(path, parameters));
  const { default: done, ...known } = operation.responses;
  if (done) operation.responses = { ...known, [method === 'post' ? 201 : 200]: done };
  for (const status of refusals(operation, method, path)) {
    operation.responses[status] ??= {
      description: meanings[status] ?? '',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
}

function refusals(operation: Operation, method: string, path: string): number[] {
  const ifMatch = operation.parameters?.find(
    (parameter) => 'name' in parameter && parameter.name === 'If-Match',
  );
  const mustMatch = ifMatch !== undefined && 'required' in ifMatch && ifMatch.required;
  return [
    ...(operation.requestBody ? [400, 413] : []),
    401,
    403,
    ...(path.includes('{') ? [404] : []),
    ...(method === 'get' ? [] : [409, 503]),
    ...(ifMatch ? [412] : []),
    ...(mustMatch ? [428] : []),
    ...(operation.requestBody || operation.parameters?.length ? [422] : []),
  ];
}

/** The parameters of the path that no decorator described: all of them are ids, unless the name says key. */
function undescribed(path: string, parameters: readonly object[]): Parameter[] {
  const known = new Set(parameters.map((parameter) => ('name' in parameter ? parameter.name : '')));
  return [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !known.has(name))
    .map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: name.endsWith('Key') ? { type: 'string' } : { type: 'string', format: 'uuid' },
    }));
}

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key and request again, within a week, is answered as the first time and done once.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
  example: 'a3f1c9d2-create-corridor',
};
