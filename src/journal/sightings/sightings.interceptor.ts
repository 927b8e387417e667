import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { from, mergeMap, type Observable } from 'rxjs';
import { replyOf, requestOf } from '../../platform/http/index.js';
import { holdsSomething, sightsOf, type Sight } from './sees.js';
import { Sightings } from './sightings.service.js';

/** Stands between what a marked route has made ready and whoever asked: it is theirs once the journal knows. */
@Injectable()
export class SightingsInterceptor implements NestInterceptor {
  constructor(private readonly sightings: Sightings) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const sights = sightsOf(context.getHandler());
    if (sights.length === 0) return next.handle();
    return next.handle().pipe(mergeMap((shown) => from(this.noted(context, sights, shown))));
  }

  private async noted(
    context: ExecutionContext,
    sights: readonly Sight[],
    shown: unknown,
  ): Promise<unknown> {
    const { actor, params, model } = requestOf(context);
    const reply = replyOf(context);
    // Sent elsewhere, they saw nothing; a form that comes back with what is wrong shows what it showed.
    if (reply.statusCode >= 300 && reply.statusCode < 400) return shown;
    const seen = sights.filter(({ part }) => holdsSomething(model ?? shown, part));
    try {
      for (const { action, kind, param } of seen) {
        const id = (params as Record<string, string>)[param];
        if (!actor || id === undefined) throw new Error('@Sees(...) needs a caller and an id.');
        await this.sightings.note(actor, action, { kind, id });
      }
    } catch (error) {
      if (shown instanceof StreamableFile) shown.getStream().destroy();
      for (const header of ['content-disposition', 'content-length', 'etag']) {
        void reply.removeHeader(header);
      }
      throw error;
    }
    return shown;
  }
}
