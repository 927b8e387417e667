import { Injectable } from '@nestjs/common';
import { LetterQueries } from '../platform/mail/index.js';

/** Letters to vendors: the only place where a link stands. */
@Injectable()
export class SampleLetters {
  constructor(private readonly letters: LetterQueries) {}

  /** The secret in the link of the letter about this thing. */
  async secretFor(aboutId: string, path: 'answer' | 'incident' | 'offboarding'): Promise<string> {
    let cursor: string | undefined;
    do {
      const { items, next } = await this.letters.page({ size: 200, cursor });
      const letter = items.find(({ about }) => about.id === aboutId);
      const text = letter && (await this.letters.read(letter.id)).text;
      const [, secret] = new RegExp(`/${path}/([\\w-]+)`).exec(text ?? '') ?? [];
      if (secret) return secret;
      cursor = next;
    } while (cursor);
    throw new Error('There is no letter with a link to this.');
  }
}
