import { Injectable } from '@nestjs/common';
import { DossierQueries, type DossierScope } from '../../dossiers/index.js';
import type { Caller } from '../../identity/index.js';
import { blankForm } from '../../platform/http/index.js';
import { Clock } from '../../platform/clock.js';
import { shownForm } from '../frame/form-fields.js';
import { dossierLine } from './dossier-lines.js';
import { profileField, proposedFields, thisYear } from './order-fields.js';

const shown = 5;

/** The part of a page on which dossiers of one thing are ordered and found: for the partial `dossiers/section`. */
@Injectable()
export class DossierSection {
  constructor(
    private readonly queries: DossierQueries,
    private readonly clock: Clock,
  ) {}

  async of(
    me: Caller,
    scope: DossierScope,
    subjectId: string,
    action: string,
  ): Promise<{ dossiers?: object }> {
    if (!me.may.has('dossiers.read')) return {};
    const { items } = await this.queries.page({ scope, subjectId, size: shown });
    const order = me.may.has('dossiers.write')
      ? { action, ...(isOfPeriod(scope) ? this.ofPeriod() : { profile: profileField }) }
      : undefined;
    if (!order && items.length === 0) return {};
    return { dossiers: { lines: items.map(dossierLine), ...(order && { order }) } };
  }

  private ofPeriod(): object {
    const typed = { ...thisYear(this.clock.today()), profile: 'full' };
    return shownForm(proposedFields, blankForm(typed)).fields;
  }
}

const isOfPeriod = (scope: DossierScope): boolean => scope === 'vendor' || scope === 'portfolio';
