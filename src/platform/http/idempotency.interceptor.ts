import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Conflict, Invalid } from '../errors.js';
import { sha256 } from '../ids.js';
import { notRemembered, onceByItself } from './not-remembered.js';
import { RememberedReply } from './remembered-reply.entity.js';
import { replyOf, requestOf, type Request } from './request.js';

const keyFormat = /^[\x21-\x7e]{8,200}$/;

/**
 * A POST with an `Idempotency-Key` is done once: repeated by the same caller it is answered as the first time.
 * Key and change are saved in one transaction.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestOf(context);
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.url.startsWith('/api/')) {
      return next.handle();
    }
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(onceByItself, handler)) return next.handle();
    const why = this.reflector.get<string | undefined>(notRemembered, handler);
    if (why !== undefined) throw new Invalid({ 'Idempotency-Key': why });
    if (typeof key !== 'string' || !keyFormat.test(key)) {
      throw new Invalid({ 'Idempotency-Key': 'is 8 to 200 visible characters, sent once' });
    }
    return from(this.once(context, key, next));
  }

  private async once(context: ExecutionContext, key: string, next: CallHandler): Promise<unknown> {
    const request = requestOf(context);
    const reply = replyOf(context);
    const caller = request.actor?.id ?? 'nobody';
    const fingerprint = fingerprintOf(request);
    return this.database.transaction(async () => {
      const remembered = this.database.repository(RememberedReply);
      if (!(await this.isFirst(caller, key, fingerprint))) {
        const before = await remembered.findOneByOrFail({ caller, key });
        if (before.fingerprint !== fingerprint) {
          throw new Conflict('This Idempotency-Key was used for another request. Use a new one.');
        }
        void reply.headers(before.headers);
        return before.body;
      }
      const body = (await lastValueFrom(next.handle(), { defaultValue: null })) as object | null;
      const etag = reply.getHeader('etag');
      const location = reply.getHeader('location');
      const headers = Object.fromEntries(
        Object.entries({ etag, location }).filter(([, value]) => typeof value === 'string'),
      ) as Record<string, string>;
      await remembered.update({ caller, key }, { headers, body });
      return body;
    });
  }

  /** Takes the key for this request; one that has it already is waited for until it is done or undone. */
  private async isFirst(caller: string, key: string, fingerprint: string): Promise<boolean> {
    const taken = await this.database.sql<object[]>`
      INSERT INTO remembered_reply (caller, key, fingerprint, headers, at)
      VALUES (${caller}, ${key}, ${fingerprint}, '{}', ${this.clock.now().toISOString()})
      ON CONFLICT (caller, key) DO NOTHING RETURNING key`;
    return taken.length === 1;
  }
}

function fingerprintOf(request: Request): string {
  return sha256(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`);
}
