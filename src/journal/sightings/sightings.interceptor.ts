import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, mergeMap, type Observable } from 'rxjs';
import { replyOf, requestOf } from '../../platform/http/index.js';
import { seesMark, type Sight } from './sees.js';
import { Sightings } from './sightings.service.js';

/** Stands between what a marked route has made ready and whoever asked: it is theirs once the journal knows. */
@Injectable()
export class SightingsInterceptor implements NestInterceptor {
  constructor(
    private readonly sightings: Sightings,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const sight = this.reflector.get<Sight | undefined>(seesMark, context.getHandler());
    if (!sight) return next.handle();
    return next.handle().pipe(mergeMap((shown) => from(this.noted(context, sight, shown))));
  }

  private async noted(context: ExecutionContext, sight: Sight, shown: unknown): Promise<unknown> {
    const { actor, params } = requestOf(context);
    const reply = replyOf(context);
    // Sent elsewhere, or shown an empty list, they saw nothing.
    if (reply.statusCode >= 300 || (Array.isArray(shown) && shown.length === 0)) return shown;
    const id = (params as Record<string, string>)[sight.param];
    if (!actor || id === undefined) throw new Error('@Sees(...) needs a caller and an id.');
    try {
      await this.sightings.note(actor, sight.action, { kind: sight.kind, id });
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
