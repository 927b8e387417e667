import { Controller, Get, Header } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Templates } from '../templates/index.js';
import { ApiExcludeController } from './api-notes.js';
import { ApiDescription } from './api-description.js';
import { Open } from './open-route.js';

const reason = 'the description of the API holds no data';

@ApiExcludeController()
@Controller('api')
export class DocsController {
  constructor(
    private readonly description: ApiDescription,
    private readonly templates: Templates,
  ) {}

  @Get('openapi.json')
  @Open(reason)
  document(): Promise<OpenAPIObject> {
    return this.description.read();
  }

  @Get('docs')
  @Open(reason)
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return this.templates.render('pages/api/docs', { title: 'API' });
  }
}
