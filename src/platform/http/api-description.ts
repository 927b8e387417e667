import { Injectable, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeApi } from './openapi.js';

/** The OpenAPI document of this application, made at its first reading. */
@Injectable()
export class ApiDescription {
  private app: INestApplication | undefined;
  private document: Promise<OpenAPIObject> | undefined;

  of(app: INestApplication): void {
    this.app = app;
  }

  async read(): Promise<OpenAPIObject> {
    if (!this.app) throw new Error('ApiDescription.of(app) comes first.');
    return (this.document ??= describeApi(this.app));
  }
}
