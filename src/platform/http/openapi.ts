import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { toldLibrary } from './api-notes.js';
import { describeRefusals } from './openapi-refusals.js';

const about = `Everything Assay's pages can do, for programs.

Make a token under “API tokens” and send it as \`Authorization: Bearer …\`. Lists come in pages: follow the \`Link\` headers. Changes take
\`If-Match\` with the \`ETag\` you read; creations take an \`Idempotency-Key\`, so that a repeated request is done once. What is refused is
\`application/problem+json\` with an \`id\` that is also in the log.`;

/** The description of /api/v1 as OpenAPI 3.1. */
export async function describeApi(app: INestApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await toldLibrary();
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Assay')
    .setDescription(about)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token.' }, 'token')
    .addSecurityRequirements('token')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    autoTagControllers: false,
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return describeRefusals(document);
}
