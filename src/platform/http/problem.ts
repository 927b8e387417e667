import { HttpException } from '@nestjs/common';
import {
  Busy,
  Conflict,
  Forbidden,
  Gone,
  Invalid,
  NotFound,
  Stale,
  type FieldProblems,
} from '../errors.js';
import { PreconditionRequired } from './request.js';

/** An error as RFC 9457 tells it. `id` is also in the log. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  id: string;
  /** What is wrong, by the field's path. */
  fields?: FieldProblems;
}

const statuses: readonly [new (...args: never[]) => Error, number][] = [
  [NotFound, 404],
  [Invalid, 422],
  [Stale, 412],
  [Conflict, 409],
  [Forbidden, 403],
  [Busy, 503],
  [Gone, 410],
  [PreconditionRequired, 428],
];

const titles: Readonly<Record<number, string>> = {
  400: 'This could not be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'This clashes with what is there',
  410: 'No longer there',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Not a format we read',
  422: 'Something is missing or not as it should be',
  428: 'Say which version you read',
  429: 'Too many tries',
  500: 'Something went wrong on our side',
  503: 'Busy',
};

export function problemOf(error: unknown, id: string): Problem {
  const status = statusOf(error);
  const detail =
    status >= 500 && status !== 503
      ? 'It was noted under the id given here. Nothing was half done; try again, and tell the operator if it stays.'
      : messageOf(error);
  const title = titles[status] ?? 'This did not work';
  const problem: Problem = { type: 'about:blank', title, status, detail, id };
  return error instanceof Invalid ? { ...problem, fields: error.problems } : problem;
}

function statusOf(error: unknown): number {
  const known = statuses.find(([kind]) => error instanceof kind);
  if (known) return known[1];
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'This did not work.';
}
