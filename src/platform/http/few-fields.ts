import type { FormBody } from './form.js';
import type { Request } from './request.js';

const limits = {
  files: 0,
  fields: 5,
  parts: 5,
  fieldSize: 200,
  fieldNameSize: 100,
  headerPairs: 20,
};

/** A form of a few short fields and no file, however it was encoded. */
export async function readFewFields(request: Request): Promise<FormBody> {
  if (!request.isMultipart()) return (request.body as FormBody | undefined) ?? {};
  const fields = new Map<string, string>();
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field' && typeof part.value === 'string')
      fields.set(part.fieldname, part.value);
  }
  return Object.fromEntries(fields);
}
