import { BadRequestException } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { FieldProblems } from '../errors.js';
import type { FormBody } from './form.js';
import type { Request } from './request.js';

/** As much as a form without a file may be. */
const mostText = 1_000_000;
const limits = { files: 1, fields: 60, parts: 61, fieldSize: mostText, headerPairs: 50 };

export interface TextFile {
  /** The name of the input that chooses the file. */
  file: string;
  /** The field that is filled with what the file says. */
  into: string;
  /** At most so many bytes. */
  bytes: number;
}

export interface TextFileForm {
  body: FormBody;
  problems: FieldProblems;
}

/**
 * Reads a form in which one field may be typed, or chosen as a file of text: then the field has what the file says. Nothing of
 * the file is stored. A form that was sent without a place for files is taken as it is.
 */
export async function readTextFileForm(
  request: Request,
  { file, into, bytes }: TextFile,
): Promise<TextFileForm> {
  if (!request.isMultipart()) return { body: (request.body ?? {}) as FormBody, problems: {} };
  const body = Object.create(null) as FormBody;
  const problems: Record<string, string> = {};
  let room = mostText;
  const keep = (name: string, value: unknown): void => {
    if (typeof value !== 'string') throw new BadRequestException('The form cannot be read.');
    room -= Buffer.byteLength(value);
    if (room < 0) throw new BadRequestException('The form is too large.');
    const before = body[name];
    body[name] = before === undefined ? value : [before, value].flat();
  };
  let read: string | undefined;
  try {
    for await (const part of request.parts({ limits: { ...limits, fileSize: bytes + 1 } })) {
      if (part.type === 'field') keep(part.fieldname, part.value);
      else if (part.fieldname !== file || !part.filename) part.file.resume();
      else read = await textOf(part.file, bytes, (problem) => (problems[file] = problem));
    }
  } catch (error) {
    throw brokenOff(error);
  }
  if (read === undefined) return { body, problems };
  if (body[into]) problems[file] = 'is chosen, and something else is typed: leave one of the two';
  else body[into] = read;
  return { body, problems };
}

async function textOf(
  file: Readable,
  bytes: number,
  refuse: (problem: string) => void,
): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  for await (const piece of file) pieces.push(piece as Buffer);
  const content = Buffer.concat(pieces);
  if (content.byteLength > bytes) {
    refuse(`is larger than ${Math.round(bytes / 1000)} kB`);
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    refuse('is no text');
    return undefined;
  }
}

function brokenOff(error: unknown): unknown {
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (error instanceof BadRequestException) return error;
  if (statusCode === 413) return new BadRequestException('The form has more than one file.');
  return new BadRequestException(`The form cannot be read: ${message ?? 'it broke off'}.`);
}
