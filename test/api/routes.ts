import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { requiredPermission, type Requirement } from '../../src/identity/index.js';
import { sightsOf } from '../../src/journal/sightings/sees.js';
import { openReason } from '../../src/platform/http/index.js';
import { newId } from '../../src/platform/ids.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  method: Method;
  /** As it was registered, with `:id`. */
  path: string;
  /** With ids that name nothing. */
  url: string;
  isApi: boolean;
  open: string | undefined;
  needs: Requirement | undefined;
  /** Why a change through it may come from another site. */
  anyOrigin: string | undefined;
  /** Whether who opens it is noted before they see it. */
  sees: boolean;
}

/** Every route of every controller that the running application holds. */
export function routesOf(app: INestApplication): Route[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  return controllers.flatMap((controller) => {
    const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const own = Reflect.getMetadata(PATH_METADATA, handler) as string;
      const path = `/${[base, own].flatMap((part) => part.split('/').filter(Boolean)).join('/')}`;
      const on = [handler as () => unknown, controller];
      return {
        method: RequestMethod[method] as Method,
        path,
        url: path.replaceAll(/:\w+/g, () => newId()).replace('*', 'x/y'),
        isApi: path.startsWith('/api/'),
        open: reflector.getAllAndOverride<string | undefined>(openReason, on),
        anyOrigin: (
          Reflect.getMetadata('__fastify_route_config__', handler) as
            { anyOrigin?: string } | undefined
        )?.anyOrigin,
        sees: sightsOf(handler).length > 0,
        needs: reflector.getAllAndOverride<Requirement | undefined>(requiredPermission, on),
      };
    });
  });
}

/** What the server itself answers, wildcards left out, as `GET /vendors/:id`; read from the tree it prints. */
export function servedBy(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', piece = '', methods = ''] =
      /^([│\s]*)[└├]── (\S+)(?: \((.+)\))?$/.exec(line) ?? [];
    if (piece === '' || piece === '*') return [];
    const depth = indent.length / 4;
    above.length = depth;
    above[depth] = piece;
    const path = above.join('').replace(/^\/+/, '/');
    return methods
      .split(', ')
      .filter((method) => method !== '' && method !== 'HEAD')
      .map((method) => `${method} ${path}`);
  });
}
