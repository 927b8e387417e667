import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Templates } from '../templates/index.js';
import { problemOf, type Problem } from './problem.js';
import type { Reply, Request } from './request.js';

/** Turns every error into what its door speaks: problem+json for the API, a page for people. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly templates: Templates) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    const problem = problemOf(error, randomBytes(6).toString('hex'));
    request.errorId = problem.id;
    if (problem.status >= 500 && problem.status !== 503) {
      this.log.error({ errorId: problem.id, err: error });
    }
    if (reply.sent) return;
    if (problem.status === 503) void reply.header('retry-after', '2');
    void reply.status(problem.status);
    if (wantsJson(request)) {
      void reply.type('application/problem+json').send(JSON.stringify(problem));
    } else if (problem.status === 401) {
      void reply.redirect(`/sign-in?to=${encodeURIComponent(pathOf(request))}`, 303);
    } else {
      void reply.type('text/html; charset=utf-8').send(this.page(problem));
    }
  }

  private page(problem: Problem): string {
    const fields = Object.entries(problem.fields ?? {}).map(([field, message]) => ({
      field,
      message,
    }));
    const view = { title: problem.title, problem: { ...problem, fields } };
    return this.templates.render('pages/errors/error', view, { layout: 'plain' });
  }
}

function wantsJson(request: Request): boolean {
  if (request.url.startsWith('/api/')) return true;
  const accept = request.headers.accept ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

/** Only a page that was read is worth coming back to. */
function pathOf(request: Request): string {
  return request.method === 'GET' ? request.url : '/';
}
