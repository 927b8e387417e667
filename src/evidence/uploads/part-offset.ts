import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Invalid } from '../../platform/errors.js';
import { requestOf, type Reply } from '../../platform/http/index.js';
import { WrongOffset } from './upload-parts.service.js';

/** Where in the file a part begins: the header `Upload-Offset`. */
export const PartOffset = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const sent = requestOf(context).headers['upload-offset'];
  if (typeof sent !== 'string' || !/^\d{1,10}$/.test(sent)) {
    throw new Invalid({
      'Upload-Offset': 'is not the number of bytes that stand before this part',
    });
  }
  return Number(sent);
});

/** Tells in a header where the upload goes on, when a part or its end came too early or too late. */
export async function orTellOffset<T>(reply: Reply, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WrongOffset) void reply.header('upload-offset', String(error.expected));
    throw error;
  }
}
