import { Global, Module } from '@nestjs/common';
import { Carrier } from './carrier.js';
import { LetterSeal } from './letter-seal.js';
import { LetterTemplates } from './letter-templates.js';
import { LetterQueries } from './letters.queries.js';
import { Letters } from './letters.service.js';
import { MailServer } from './mail-server.js';

@Global()
@Module({
  providers: [Letters, LetterQueries, LetterTemplates, LetterSeal, MailServer, Carrier],
  exports: [Letters, LetterQueries, LetterTemplates],
})
export class MailModule {}
