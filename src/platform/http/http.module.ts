import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ApiDescription } from './api-description.js';
import { DocsController } from './docs.controller.js';
import { DtoPipe } from './dto.pipe.js';
import { FailureFilter } from './failure.filter.js';
import { HealthController } from './health.controller.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { RememberedReplies } from './remembered-replies.js';

@Module({
  controllers: [HealthController, DocsController],
  providers: [
    ApiDescription,
    RememberedReplies,
    { provide: APP_FILTER, useClass: FailureFilter },
    { provide: APP_PIPE, useClass: DtoPipe },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class HttpModule {}
