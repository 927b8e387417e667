import { Organisation, theOrganisation } from '../../src/identity/organisation.entity.js';
import { Questionnaires } from '../../src/questionnaires/index.js';
import type { QuestionnaireDefinition } from '../../src/questionnaires/index.js';
import { system } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import type { Reply, TestAssay, Visitor } from '../support/app.js';
import { addVendor, contactFacts, engagementFacts } from '../vendors/examples.js';

export interface Sent {
  assessmentId: string;
  invitationId: string;
  /** What stands in the letter behind /answer/. */
  secret: string;
}

/** A questionnaire that has one question of each kind, conditions in and across sections, and lists. */
export async function publish(
  assay: TestAssay,
  definition: QuestionnaireDefinition,
): Promise<string> {
  const questionnaires = assay.app.get(Questionnaires);
  const key = `tried-${newId().slice(-12)}`;
  const { versionId } = await questionnaires.create(system, { ...definition, key });
  await questionnaires.publish(system, versionId, 1);
  return versionId;
}

/** A vendor whose contact was sent this questionnaire; due on 2026-12-18. */
export async function send(
  staff: Visitor,
  questionnaireVersionId: string,
  facts: object = {},
): Promise<Sent> {
  const vendorId = await addVendor(staff);
  const under = `/api/v1/vendors/${vendorId}`;
  const { body: contact } = await staff.post<{ id: string }>(`${under}/contacts`, contactFacts);
  const { body: engagement } = await staff.post<{ id: string }>(
    `${under}/engagements`,
    engagementFacts,
  );
  const { body: drafted } = await staff.post<{ id: string }>('/api/v1/assessments', {
    vendorId,
    engagementId: engagement.id,
    questionnaireVersionId,
    contactId: contact.id,
    dueOn: '2026-12-18',
    ...facts,
  });
  const path = `/api/v1/assessments/${drafted.id}/dispatches`;
  const { body: invitation } = await staff.post<{ id: string }>(path);
  const secret = await newestSecret(staff);
  return { assessmentId: drafted.id, invitationId: invitation.id, secret };
}

/** The secret in the link of the letter that was written last. */
export async function newestSecret(
  staff: Visitor,
  behind: 'answer' | 'remediation' | 'incident' | 'offboarding' = 'answer',
): Promise<string> {
  const { body: letters } = await staff.get<{ id: string }[]>('/api/v1/letters?size=1');
  const { body: letter } = await staff.get<{ text: string }>(`/api/v1/letters/${letters[0]?.id}`);
  const link = new RegExp(`/${behind}/([\\w-]{43})\\s`);
  const [, secret = ''] = link.exec(letter.text) ?? [];
  return secret;
}

export async function nameOrganisation(assay: TestAssay, name: string): Promise<void> {
  await assay.database.transaction(() =>
    assay.database.repository(Organisation).update(theOrganisation, { name }),
  );
}

/** A respondent's browser with scripts off: follows the link of a letter, keeps cookies, sends forms. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly assay: TestAssay) {}

  async open(secret: string): Promise<Reply> {
    return this.post('/answer/open', { token: secret });
  }

  async get(url: string): Promise<Reply> {
    return this.call('GET', url);
  }

  async post(url: string, fields: Record<string, string | string[]> = {}): Promise<Reply> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) form.append(name, one);
    }
    return this.call('POST', url, form.toString(), 'application/x-www-form-urlencoded');
  }

  /** What the page's script sends. */
  async autosave(url: string, fields: object): Promise<Reply> {
    return this.call('PUT', url, JSON.stringify(fields), 'application/json', 'application/json');
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async call(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: string,
    type?: string,
    accept = 'text/html',
  ): Promise<Reply> {
    const reply = await this.assay.send({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: {
        accept,
        cookie: this.cookieHeader(),
        'sec-fetch-site': 'same-origin',
        ...(type === undefined ? {} : { 'content-type': type }),
      },
    });
    for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return reply;
  }
}

/** The form of a page as a browser would send it untouched: every named control with its value. */
export function formFields(html: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  const add = (name: string, value: string): void => {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  };
  const page = html.replace(/<template>[\s\S]*?<\/template>/g, '');
  const controls =
    /<input ([^>]*)>|<textarea ([^>]*)>\n?([\s\S]*?)<\/textarea>|<select ([^>]*)>([\s\S]*?)<\/select>/g;
  for (const [, input, area, text = '', select, options = ''] of page.matchAll(controls)) {
    const name = attribute(input ?? area ?? select ?? '', 'name');
    if (name === undefined) continue;
    if (area !== undefined) add(name, unescaped(text));
    else if (select !== undefined) {
      const [, chosen = ''] = /<option value="([^"]*)" selected>/.exec(options) ?? [];
      add(name, unescaped(chosen));
    } else if (input !== undefined) {
      const ticked = !/type="(radio|checkbox)"/.test(input) || / checked/.test(input);
      if (ticked) add(name, unescaped(attribute(input, 'value') ?? ''));
    }
  }
  return fields;
}

/** The forms of a page that change something, with every field a browser would send. */
export function formsIn(
  html: string,
): { action: string; fields: Record<string, string | string[]> }[] {
  return [...html.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, tag = '', inner = '']) => {
      const [, action = ''] = /action="([^"]*)"/.exec(tag) ?? [];
      const names = [...inner.matchAll(/ name="([^"]+)"/g)].map(
        ([, name = '']) => [name, ''] as const,
      );
      const fields = { ...Object.fromEntries(names), ...formFields(inner) };
      return tag.includes('method="post"') ? [{ action: unescaped(action), fields }] : [];
    },
  );
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`(?:^| )${name}="([^"]*)"`).exec(tag)?.[1];

export const unescaped = (html: string): string =>
  html
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
