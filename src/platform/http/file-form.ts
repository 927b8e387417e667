import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { Multipart } from '@fastify/multipart';
import type { Readable } from 'node:stream';
import { Conflict, Invalid } from '../errors.js';
import { check, checked, type Dto } from './check.js';
import type { Form, FormBody } from './form.js';
import { fromText } from './from-text.js';
import type { Request } from './request.js';
import { asItArrives } from './streamed-bodies.js';
import type { Redirect, View } from './view.js';

export interface SentFile {
  name: string;
  content: Readable;
}

const limits = {
  files: 1,
  fields: 60,
  parts: 61,
  fieldSize: 16 * 1024,
  fieldNameSize: 200,
  headerPairs: 50,
  fileSize: Infinity,
};

/**
 * Reads a form with one file in it, which is never held in memory: `take` reads it as it arrives. The other fields are
 * whole once `fields()` answers, and that is to be asked after the file was read: some of them may stand behind it.
 */
export async function readFileForm<T>(
  request: Request,
  take: (file: SentFile, fields: () => Promise<FormBody>) => Promise<T>,
): Promise<T> {
  return taken(opened(request), take);
}

function opened(request: Request): FileForm {
  if (!request.isMultipart()) {
    throw new UnsupportedMediaTypeException('Send a form as multipart/form-data, with the file.');
  }
  return new FileForm(request.parts({ limits }));
}

async function taken<T>(
  form: FileForm,
  take: (file: SentFile, fields: () => Promise<FormBody>) => Promise<T>,
): Promise<T> {
  const file = await form.untilFile();
  if (!file) throw new Invalid({ file: 'is missing' });
  try {
    return await take(file, () => form.rest());
  } finally {
    form.leave();
  }
}

/**
 * How a page form with a file is handled, as `submit` does it with one that has none. `act` may also answer with a page: where
 * nothing of the file is kept, there is none to be led to.
 */
export async function submitFile<T extends object>(
  dto: Dto<T>,
  request: Request,
  act: (file: SentFile, value: () => Promise<T>) => Promise<Redirect | View>,
  again: (form: Form<T>) => Promise<View> | View,
): Promise<Redirect | View> {
  const sent = opened(request);
  const refused = async (form: Omit<Form<T>, 'typed' | 'value'>): Promise<View> => {
    const view = await again({ typed: sent.fields, value: new dto(), ...form });
    return { ...view, status: 422 };
  };
  try {
    return await taken(sent, (file, fields) =>
      act(file, async () => checked(dto, fromText(dto, await fields()))),
    );
  } catch (error) {
    if (error instanceof Invalid) {
      const others = sent.whole ? check(dto, fromText(dto, sent.fields)).problems : {};
      return refused({ problems: { ...others, ...error.problems } });
    }
    if (error instanceof Conflict) return refused({ problems: {}, message: error.message });
    throw error;
  }
}

class FileForm {
  /** Those read so far. */
  readonly fields = Object.create(null) as FormBody;
  /** Whether everything was read. */
  whole = false;
  private leaveFile: () => void = () => undefined;

  constructor(private readonly parts: AsyncIterator<Multipart>) {}

  async untilFile(): Promise<SentFile | undefined> {
    for (let part = await this.next(); part; part = await this.next()) {
      if (part.type === 'field') {
        this.keep(part.fieldname, part.value);
        continue;
      }
      const { file, filename } = part;
      this.leaveFile = () => file.resume();
      // What a browser sends for a file field where none was chosen.
      if (filename) return { name: filename, content: asItArrives(file, this.leaveFile) };
      this.leave();
    }
    return undefined;
  }

  async rest(): Promise<FormBody> {
    for (let part = await this.next(); part; part = await this.next()) {
      if (part.type === 'field') this.keep(part.fieldname, part.value);
      else throw new Invalid({ file: 'is there twice: send one at a time' });
    }
    return this.fields;
  }

  /** Lets what was not read run off, so that the reply is heard. */
  leave(): void {
    this.leaveFile();
  }

  private keep(name: string, value: unknown): void {
    if (typeof value !== 'string') throw new Invalid({ [name]: 'is not text' });
    const before = this.fields[name];
    this.fields[name] = before === undefined ? value : [before, value].flat();
  }

  private async next(): Promise<Multipart | undefined> {
    try {
      const result = await this.parts.next();
      this.whole = result.done === true;
      return result.done ? undefined : result.value;
    } catch (error) {
      const { statusCode, message } = error as { statusCode?: number; message?: string };
      if (statusCode === 413) throw new Invalid({ file: 'comes with more than one file or form' });
      throw new BadRequestException(`The form cannot be read: ${message ?? 'it broke off'}.`);
    }
  }
}
