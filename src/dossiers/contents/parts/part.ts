import type { Readable } from 'node:stream';
import { pretty } from '../../../platform/pretty.js';
import type { Hush } from '../profiles/hush/hush.js';

/** A file that lies elsewhere and is read as it is written into the dossier. */
export interface Stored {
  bytes: number;
  /** What it should be, in hexadecimal. */
  sha256: string;
  open: () => Promise<Readable>;
}

/** One file of a dossier. */
export interface Part {
  /** Below data/: letters, digits, dots, dashes and underscores, with slashes between. */
  path: string;
  content: Content;
  holds: 'facts' | 'personal' | 'evidence';
  /** The same without personal data, where that can be made and is wanted. */
  without?: Bare;
  /** What it is called where people are not to be named: whoever gave a file may have put a name into its own. */
  namelessPath?: string;
}

/** A part that is there in one form only. */
export type PlainPart = Omit<Part, 'without'>;

/** A part as it is made, a text as such: the same without personal data is made only where it is wanted. */
export type Made = Omit<PlainPart, 'content'> & {
  content: Content | string;
  without?: () => Content | string | (Omit<Drawing, 'from'> & { from: string });
};

export type Content = Buffer | Stored;
export type Bare = Content | Drawing;

/** What is no text is drawn from one without personal data once it is known whom not to name. */
export interface Drawing {
  from: Content;
  draw: (text: string, hush: Hush) => Promise<Content>;
}

/** A part that is listed but not handed out, or cannot be. */
export interface Hole {
  path: string;
  sha256: string;
  bytes: number;
  /** A clause: why it is not there. */
  why: string;
}

export const isStored = (content: Content): content is Stored => !Buffer.isBuffer(content);

export const jsonPart = (
  path: string,
  facts: unknown,
  holds: Part['holds'] = 'facts',
): PlainPart => ({
  path,
  content: Buffer.from(pretty(facts)),
  holds,
});
