import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { createAssay } from '../../src/assay.js';
import { permissionsOf, type Role } from '../../src/identity/index.js';
import { Sessions } from '../../src/identity/sessions.service.js';
import { Tokens } from '../../src/identity/tokens.service.js';
import { User } from '../../src/identity/user.entity.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { JobWorker } from '../../src/platform/jobs/index.js';
import { TestClock } from './clock.js';
import { migratedPlace, type TestPlace } from './place.js';

export interface Reply<T = unknown> {
  status: number;
  headers: Record<string, string>;
  text: string;
  bytes: Buffer;
  body: T;
}

/** Somebody at one of the doors; every call goes through the whole stack. */
export interface Visitor {
  userId: string;
  /** What every call of theirs carries. */
  headers: Record<string, string>;
  get<T>(url: string, headers?: Record<string, string>): Promise<Reply<T>>;
  post<T>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<T>>;
  put<T>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<T>>;
  delete<T>(url: string, headers?: Record<string, string>): Promise<Reply<T>>;
}

export interface TestAssay {
  app: NestFastifyApplication;
  clock: TestClock;
  database: Database;
  origin: string;
  /** A person with this role, through the API with a token that may all the role may. */
  api(role?: Role): Promise<Visitor>;
  /** The same person in a browser: forms instead of JSON, a session instead of a token. */
  browser(role?: Role): Promise<Visitor>;
  /** Nobody: no token, no session. */
  stranger: Visitor;
  send(options: InjectOptions): Promise<Reply>;
  /** Waits until every job that is due is done. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function startAssay(
  settings: Record<string, string> = {},
  given: { place?: TestPlace; clock?: TestClock } = {},
): Promise<TestAssay> {
  const { place = await migratedPlace(), clock = new TestClock() } = given;
  const config = readConfig({
    ASSAY_DATA: place.folder,
    ASSAY_LOG_LEVEL: 'error',
    ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
    ...settings,
  });
  const app = await createAssay(config, clock);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(Database);
  const send = async (options: InjectOptions): Promise<Reply> => {
    const reply = await app.inject(options);
    const json = String(reply.headers['content-type'] ?? '').includes('json') && reply.body !== '';
    return {
      status: reply.statusCode,
      headers: reply.headers as Record<string, string>,
      text: reply.body,
      bytes: reply.rawPayload,
      body: json ? (JSON.parse(reply.body) as unknown) : undefined,
    };
  };
  const visitor = (userId: string, own: Record<string, string>, form: boolean): Visitor => {
    const call = (
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      url: string,
      body: unknown,
      headers = {},
    ) => {
      const payload =
        body === undefined
          ? {}
          : form && typeof body === 'object'
            ? { payload: encode(body as FormFields) }
            : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
      const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
      const typed = body === undefined ? {} : { 'content-type': type };
      return send({ method, url, ...payload, headers: { ...own, ...typed, ...headers } });
    };
    return {
      userId,
      headers: own,
      get: (url, headers) => call('GET', url, undefined, headers) as Promise<Reply<never>>,
      post: (url, body, headers) => call('POST', url, body, headers) as Promise<Reply<never>>,
      put: (url, body, headers) => call('PUT', url, body, headers) as Promise<Reply<never>>,
      delete: (url, headers) => call('DELETE', url, undefined, headers) as Promise<Reply<never>>,
    };
  };
  const person = async (role: Role): Promise<User> => {
    const id = newId();
    const user = Object.assign(new User(), {
      id,
      name: `Test ${role}`,
      email: `${role}-${id}@buyer.example`,
      role,
      passwordHash: null,
      createdAt: clock.now(),
      disabledAt: null,
      version: 1,
    });
    await database.transaction(() => database.repository(User).insert(user));
    return user;
  };
  return {
    app,
    clock,
    database,
    origin: config.origin,
    send,
    stranger: visitor('nobody', {}, false),
    api: async (role = 'administrator') => {
      const { id: userId, name } = await person(role);
      const may = new Set(permissionsOf(role));
      const { secret } = await app
        .get(Tokens)
        .create(
          { kind: 'user', id: userId, name, userId, role, may },
          { name: 'test', scopes: [...may], days: 366 },
        );
      return visitor(userId, { authorization: `Bearer ${secret}` }, false);
    },
    browser: async (role = 'administrator') => {
      const { id: userId } = await person(role);
      const secret = await app.get(Sessions).start(userId, 'test');
      const headers = {
        cookie: `assay=${secret}`,
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
      };
      return visitor(userId, headers, true);
    },
    settle: async () => {
      const worker = app.get(JobWorker);
      worker.look();
      await worker.idle();
    },
    close: async () => {
      await app.close();
      await place.remove();
    },
  };
}

type FormFields = Record<string, string | number | boolean | string[] | undefined>;

/** A form as a browser sends it: lists as repeated fields. */
function encode(fields: FormFields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) if (one !== undefined) form.append(name, String(one));
  }
  return form.toString();
}
