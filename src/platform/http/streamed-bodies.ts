import multipart from '@fastify/multipart';
import {
  applyDecorators,
  BadRequestException,
  createParamDecorator,
  UnsupportedMediaTypeException,
  type ExecutionContext,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { ApiBody, ApiConsumes, ApiExtraModels } from './api-notes.js';
import { requestOf } from './request.js';

const streamed = ['application/octet-stream', 'multipart/form-data'] as const;
type Streamed = (typeof streamed)[number];

interface TakesStreams {
  receives?: Streamed;
}

/** Bodies that are never read into memory, for the routes that ask for them; elsewhere they are refused unread. */
export async function acceptStreams(server: FastifyInstance): Promise<void> {
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
    done(null, payload),
  );
  await server.register(multipart as never, { throwFileSizeLimit: false } as never);
  server.addHook('onRequest', (request, _reply, done) => {
    const sent = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    const { receives } = request.routeOptions.config as TakesStreams;
    const refused = streamed.some((type) => type === sent) && sent !== receives;
    done(refused ? new UnsupportedMediaTypeException(`${sent} is not read here.`) : undefined);
  });
}

const binary = { type: 'string', format: 'binary' };

/** The route takes a body of bytes: `@FileBody()` gives it. */
export const Receives = () =>
  applyDecorators(
    RouteConfig({ receives: 'application/octet-stream' }),
    ApiConsumes('application/octet-stream'),
    ApiBody({ schema: binary }),
  );

/** The route takes a form with the fields of `dto` and one file; `readFileForm` reads it. */
export const ReceivesFile = (dto?: new () => object) => {
  const file = { type: 'object', required: ['file'], properties: { file: binary } };
  const schema = dto ? { allOf: [{ $ref: `#/components/schemas/${dto.name}` }, file] } : file;
  return applyDecorators(
    RouteConfig({ receives: 'multipart/form-data' }),
    ApiConsumes('multipart/form-data'),
    ...(dto ? [ApiExtraModels(dto)] : []),
    ApiBody({ schema }),
  );
};

/** The body as it arrives. Whoever does not read it to its end need not: what is left is let run off. */
export const FileBody = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const { body, raw } = requestOf(context);
  if (!(body instanceof Readable)) {
    throw new UnsupportedMediaTypeException('Send the bytes as application/octet-stream.');
  }
  return asItArrives(body, () => raw.resume());
});

/** A stream whose breaking off is the sender's doing, and that leaves its source open: a reply still goes there. */
export function asItArrives(source: Readable, left: () => void): Readable {
  return Readable.from(pieces(source, left), { objectMode: false });
}

async function* pieces(source: Readable, left: () => void): AsyncGenerator<Uint8Array> {
  const arriving: AsyncIterable<unknown> = source.iterator({ destroyOnReturn: false });
  const next = arriving[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result = await next.next().catch((error: unknown) => {
        const sentence = 'It broke off before all of it had arrived. Send it again.';
        throw new BadRequestException(sentence, { cause: error });
      });
      if (result.done) return;
      yield result.value as Uint8Array;
    }
  } finally {
    await next.return?.();
    left();
  }
}
