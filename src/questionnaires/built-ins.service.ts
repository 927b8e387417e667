import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Conflict } from '../platform/errors.js';
import { builtIn } from './built-in/index.js';
import type { QuestionnaireDefinition } from './question.js';
import { Questionnaires } from './questionnaires.service.js';

const TRIES = 3;

/** Brings the questionnaires that come with Assay up to date at each start. */
@Injectable()
export class BuiltIns implements OnModuleInit {
  constructor(private readonly questionnaires: Questionnaires) {}

  async onModuleInit(): Promise<void> {
    for (const definition of builtIn) await this.bringUpToDate(definition);
  }

  /** Two processes that start at once meet at the unique keys; the one that lost looks again. */
  async bringUpToDate(definition: QuestionnaireDefinition, tries = TRIES): Promise<void> {
    try {
      await this.questionnaires.adopt(definition);
    } catch (error) {
      if (!(error instanceof Conflict) || tries <= 1) throw error;
      await this.bringUpToDate(definition, tries - 1);
    }
  }
}
