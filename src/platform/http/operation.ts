import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from './api-notes.js';

type Class = new () => object;

interface Told {
  /** What a success gives; an array of one for a list. Left out: nothing. */
  answers?: Class | [Class];
  /** A success gives a file of this type instead. */
  file?: string;
  status?: number;
  /** The change takes If-Match with the ETag that was read. */
  versioned?: boolean;
  description?: string;
}

/** Describes a route of the API. What every route can refuse is added when the document is made. */
export function Operation(tag: string, summary: string, told: Told = {}) {
  const { answers, file, versioned = false, description, status } = told;
  const decorators: MethodDecorator[] = [
    ApiTags(tag),
    ApiOperation({ summary, ...(description ? { description } : {}) }),
  ];
  if (answers) {
    decorators.push(
      ApiResponse({ status: status ?? 'default', type: answers, description: 'Done' }),
    );
  }
  if (file) {
    const content = { [file]: { schema: { type: 'string', format: 'binary' } } };
    decorators.push(ApiResponse({ status: status ?? 'default', content, description: 'The file' }));
  }
  if (versioned) {
    const about = 'The ETag that reading it gave, like "3".';
    decorators.push(ApiHeader({ name: 'If-Match', required: true, description: about }));
  }
  return applyDecorators(...decorators);
}
