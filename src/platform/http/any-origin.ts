import { RouteConfig } from '@nestjs/platform-fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    anyOrigin?: string;
  }
}

/**
 * A change that may come from anywhere, and why: only where an address that nobody can guess allows it, and no cookie
 * counts. Such programs may send either kind of form: `readFewFields` reads both.
 */
export const AnyOrigin = (reason: string) =>
  RouteConfig({ anyOrigin: reason, receives: 'multipart/form-data' });
