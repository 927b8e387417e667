import type { InjectOptions } from 'fastify';
import type { Role } from '../../src/identity/index.js';
import type { Reply, TestAssay, Visitor } from '../support/app.js';

export const goodPassword = 'quiet river under stones';

export interface Person {
  id: string;
  email: string;
  /** What stands in their password link behind `token=`. */
  token: string;
}

let added = 0;

/** Somebody an administrator has just added; they have a link and no password yet. */
export async function addPerson(administrator: Visitor, role: Role = 'analyst'): Promise<Person> {
  const email = `person-${(added += 1)}@buyer.example`;
  const facts = { name: `Person ${added}`, email, role };
  const { body } = await administrator.post<{ id: string; link: string }>('/api/v1/users', facts);
  return { id: body.id, email, token: tokenOf(body.link) };
}

/** The same, with a password chosen through the link. */
export async function addSignable(
  assay: TestAssay,
  administrator: Visitor,
  role: Role = 'analyst',
): Promise<Person> {
  const person = await addPerson(administrator, role);
  await postForm(assay, '/password', { token: person.token, password: goodPassword });
  return person;
}

export const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';

/** A form sent by a browser of which nothing is known. */
export function postForm(
  assay: Pick<TestAssay, 'send'>,
  url: string,
  fields: Record<string, string>,
  options: InjectOptions = {},
): Promise<Reply> {
  const { headers, ...rest } = options;
  return assay.send({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
      ...headers,
    },
    ...rest,
  });
}

export function signIn(
  assay: Pick<TestAssay, 'send'>,
  { email }: { email: string },
  password = goodPassword,
  options: InjectOptions = {},
): Promise<Reply> {
  return postForm(assay, '/sign-in', { email, password }, options);
}

/** The cookie as a browser sends it back; nothing where none was set. */
export function sessionOf({ headers }: Reply): string | undefined {
  const [, pair] = /^((?:__Host-)?assay=[^;]+)/.exec(setCookies(headers)[0] ?? '') ?? [];
  return pair;
}

/** The `Set-Cookie` lines of the session. */
export function setCookies(headers: Reply['headers']): string[] {
  const lines: string[] = [headers['set-cookie'] ?? []].flat();
  return lines.filter((line) => /^(__Host-)?assay=/.test(line));
}

/** Whether a browser with this cookie is let in. */
export async function letsIn(assay: Pick<TestAssay, 'send'>, cookie = ''): Promise<boolean> {
  const { status } = await assay.send({ method: 'GET', url: '/account', headers: { cookie } });
  return status === 200;
}
