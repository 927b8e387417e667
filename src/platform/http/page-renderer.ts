import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, mergeMap, type Observable } from 'rxjs';
import type { Clock } from '../clock.js';
import type { Templates } from '../templates/index.js';
import { replyOf, requestOf, type Reply, type Request } from './request.js';
import type { Redirect, View } from './view.js';

const noticeCookie = 'assay-notice';

/** Turns what a page's method gives, a View or a Redirect, into the reply. Each door adds its own frame. */
export abstract class PageRenderer implements NestInterceptor {
  protected abstract readonly layout: string;

  constructor(
    protected readonly templates: Templates,
    protected readonly clock: Clock,
  ) {}

  /** What the layout sees around the page: navigation, who is signed in, and the like. */
  protected abstract frame(request: Request): Promise<object>;

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestOf(context);
    const reply = replyOf(context);
    return next.handle().pipe(
      mergeMap((result: unknown) => {
        if (isView(result)) return from(this.render(result, request, reply));
        if (isRedirect(result)) return from([this.redirect(result, reply)]);
        return from([result]);
      }),
    );
  }

  private async render(view: View, request: Request, reply: Reply): Promise<string> {
    request.model = view.model;
    void reply
      .status(view.status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store');
    if (view.bare) return this.templates.render(view.template, view.model);
    const frame = await this.frame(request);
    const notice = request.cookies[noticeCookie];
    if (notice) void reply.clearCookie(noticeCookie, { path: '/' });
    const said = notice ? { notice } : {};
    const model = { ...frame, ...said, today: this.clock.today(), ...view.model };
    return this.templates.render(view.template, model, { layout: this.layout });
  }

  private redirect({ to, notice }: Redirect, reply: Reply): string {
    if (notice) {
      const options = { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 } as const;
      void reply.setCookie(noticeCookie, notice, options);
    }
    void reply.status(303).header('location', to);
    return '';
  }
}

const isView = (result: unknown): result is View => kindOf(result) === 'view';
const isRedirect = (result: unknown): result is Redirect => kindOf(result) === 'redirect';

function kindOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'kind' in result
    ? result.kind
    : undefined;
}
