import { BadRequestException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const mostFields = 5_000;
const deepest = 50;

/** JSON and forms, in UTF-8 that is UTF-8; nothing else is read. */
export function readBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const text = utf8(body as Buffer);
      assertShallow(text);
      void parseJson(request, text, done);
    } catch (error) {
      done(error as Error);
    }
  });
  const form = 'application/x-www-form-urlencoded';
  server.addContentTypeParser(form, { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, formFields(utf8(body as Buffer)));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Nesting deeper than anything we read would only serve to overflow what walks it. */
function assertShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    if (depth > deepest)
      throw new BadRequestException(`The body is nested deeper than ${deepest}.`);
  }
}

function utf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new BadRequestException('The body is not UTF-8.');
  }
}

function formFields(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.size >= mostFields) throw new BadRequestException('The form has too many fields.');
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.assign(Object.create(null) as object, Object.fromEntries(fields));
}
