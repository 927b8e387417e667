import { Injectable } from '@nestjs/common';
import { DossierQueries, type DossierScope } from '../../dossiers/index.js';
import type { Caller } from '../../identity/index.js';
import { dossierLine } from './dossier-lines.js';
import { profileField } from './order-fields.js';

const shown = 5;

/** The part of a page on which dossiers of one thing are ordered and found: for the partial `dossiers/section`. */
@Injectable()
export class DossierSection {
  constructor(private readonly queries: DossierQueries) {}

  async of(
    me: Caller,
    scope: DossierScope,
    subjectId: string,
    action: string,
  ): Promise<{ dossiers?: object }> {
    if (!me.may.has('dossiers.read')) return {};
    const { items } = await this.queries.page({ scope, subjectId, size: shown });
    const order = me.may.has('dossiers.write') ? { action, profile: profileField } : undefined;
    if (!order && items.length === 0) return {};
    return { dossiers: { lines: items.map(dossierLine), ...(order && { order }) } };
  }
}
