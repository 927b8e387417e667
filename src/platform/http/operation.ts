import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';

type Class = new () => object;

interface Told {
  /** What a success gives; an array of one for a list. Left out: nothing. */
  answers?: Class | [Class];
  status?: number;
  /** The change takes If-Match with the ETag that was read. */
  versioned?: boolean;
  description?: string;
}

/** Describes a route of the API. What every route can refuse is added when the document is made. */
export function Operation(tag: string, summary: string, told: Told = {}) {
  const { answers, versioned = false, description } = told;
  const decorators: (ClassDecorator & MethodDecorator)[] = [
    ApiTags(tag) as ClassDecorator & MethodDecorator,
    ApiOperation({ summary, ...(description ? { description } : {}) }) as never,
  ];
  if (answers) {
    const type = Array.isArray(answers) ? answers : answers;
    const status = told.status ?? 'default';
    decorators.push(ApiResponse({ status: status as never, type: type as never, description: 'Done' }) as never);
  }
  if (versioned) {
    const description = 'The ETag that reading it gave, like "3".';
    decorators.push(ApiHeader({ name: 'If-Match', required: true, description }) as never);
  }
  return applyDecorators(...decorators);
}
