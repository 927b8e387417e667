import { Injectable } from '@nestjs/common';
import { MasterKey, seal } from '../keys/index.js';
import type { Address, MailingList } from './letters.service.js';

const letterBody = seal('letter', { table: 'letter', id: 'id', columns: ['sealed_body'] });

/** What is stored only sealed: a letter's body may hold a magic link. */
export interface LetterBody {
  text: string;
  html: string;
  from?: string;
  replyTo?: Address;
  list?: MailingList;
}

@Injectable()
export class LetterSeal {
  constructor(private readonly key: MasterKey) {}

  close(id: string, body: LetterBody): string {
    return this.key.seal(letterBody, id, JSON.stringify(body));
  }

  open(id: string, sealed: string): LetterBody {
    return JSON.parse(this.key.open(letterBody, id, sealed)) as LetterBody;
  }
}
