import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Blobs } from '../../src/platform/storage/index.js';
import type { Reply, TestAssay, Visitor } from '../support/app.js';
import { vendorFacts } from '../vendors/examples.js';

export const sha256 = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('hex');

/** A text of so many bytes that no other call gives again. */
export function textOf(bytes: number): Buffer {
  const line = `${randomBytes(30).toString('base64url')} is said here.\n`;
  return Buffer.from(line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
}

export interface Given {
  name: string;
  content: Buffer;
}

export interface Sent {
  payload: Buffer;
  headers: Record<string, string>;
}

/** A form as a browser sends it, fields before the file. */
export function formOf(fields: Record<string, string>, file?: Given): Sent {
  const boundary = '----assay-test-boundary';
  const pieces: Buffer[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
  );
  if (file) {
    const name = file.name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    pieces.push(Buffer.from(head), file.content, Buffer.from('\r\n'));
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return { payload: Buffer.concat(pieces), headers };
}

export interface Door {
  assay: TestAssay;
  headers: Record<string, string>;
}

export function sendForm<T = { id: string }>(
  { assay, headers }: Door,
  url: string,
  fields: Record<string, string>,
  file?: Given,
): Promise<Reply<T>> {
  const form = formOf(fields, file);
  const sent = { ...headers, ...form.headers };
  return assay.send({ method: 'POST', url, payload: form.payload, headers: sent }) as Promise<
    Reply<T>
  >;
}

export interface Progress {
  id: string;
  received: number;
  partBytes: number;
  evidenceId?: string;
  detail?: string;
  fields?: Record<string, string>;
}

export function sendPart(
  { assay, headers }: Door,
  url: string,
  offset: number,
  part: Buffer,
): Promise<Reply<Progress>> {
  const type = { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) };
  const sent = { ...headers, ...type };
  return assay.send({ method: 'PUT', url, payload: part, headers: sent }) as Promise<
    Reply<Progress>
  >;
}

/** A whole file, part by part, up to where it can be finished. */
export async function upload(
  door: Door,
  base: string,
  { name, content }: Given,
  partBytes = 256 * 1024,
): Promise<string> {
  const { assay, headers } = door;
  const begun = (await assay.send({
    method: 'POST',
    url: `${base}/uploads`,
    payload: { name, bytes: content.length, sha256: sha256(content) },
    headers,
  })) as Reply<Progress>;
  if (begun.status !== 201) throw new Error(`${begun.status} ${begun.text}`);
  for (let from = 0; from < content.length; from += partBytes) {
    const part = content.subarray(from, from + partBytes);
    const { status, text } = await sendPart(
      door,
      `/api/v1/uploads/${begun.body.id}/parts`,
      from,
      part,
    );
    if (status !== 200) throw new Error(`${status} ${text}`);
  }
  return begun.body.id;
}

export async function newVendor(staff: Visitor, name = 'Corridor Gateway'): Promise<string> {
  const { body } = await staff.post<{ id: string }>('/api/v1/vendors', { ...vendorFacts, name });
  return body.id;
}

/** The names of all stored files, once those that go after a reply are gone. */
export async function blobNames({ app }: TestAssay): Promise<string[]> {
  const read = async () => {
    const names: string[] = [];
    for await (const name of app.get(Blobs).names()) names.push(name);
    return names.sort();
  };
  for (let before = await read(); ;) {
    await after(50);
    const now = await read();
    if (now.join() === before.join()) return now;
    before = now;
  }
}
