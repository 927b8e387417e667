import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Invalid } from '../platform/errors.js';
import { requestOf } from '../platform/http/index.js';

/** The version that `If-Match` names, `"0"` for what was not there; undefined where it was not sent. */
export const ReadVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => {
    const sent = requestOf(context).headers['if-match'];
    if (sent === undefined) return undefined;
    const [, version] = /^"(\d{1,9})"$/.exec(sent) ?? [];
    if (version === undefined) throw new Invalid({ 'If-Match': 'is not a version like "3"' });
    return Number(version);
  },
);
