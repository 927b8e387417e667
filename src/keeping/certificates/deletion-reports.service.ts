import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Conflict } from '../../platform/errors.js';
import { newId, sha256 } from '../../platform/ids.js';
import { Imprint, Reports, type Paper } from '../../reports/index.js';
import { Vendors } from '../../vendors/index.js';
import { DestroyedOfVendor } from '../destroyed.queries.js';
import { KeptKinds } from '../kept-kinds.queries.js';
import { destroyedSentence, leftSentence } from './deletion-words.js';
import type { DeletionReportView } from './deletion.view.js';

const mostFiles = 300;

/** Our certificate of deletion on paper: what we held of a vendor and destroyed, and what is left of it. */
@Injectable()
export class DeletionReports {
  constructor(
    private readonly vendors: Vendors,
    private readonly destroyed: DestroyedOfVendor,
    private readonly kinds: KeptKinds,
    private readonly reports: Reports,
    private readonly imprint: Imprint,
  ) {}

  /** Stores what the certificate will say, as of now, and has it printed. */
  async request(actor: Actor, vendorId: string, format?: Paper): Promise<{ id: string }> {
    const { name: vendor, leftAt, status } = await this.vendors.byId(vendorId);
    const { files, groups } = await this.destroyed.of(vendorId);
    if (files.length + groups.length === 0) {
      throw new Conflict('Nothing was destroyed of this vendor yet: there is nothing to certify.');
    }
    const kept = (await this.kinds.ofVendor(vendorId)).map((kind) => ({
      ...{ title: kind.title, kept: kind.kept, held: kind.held },
      until: kind.until ?? null,
      leaves: kind.held === kind.kept ? 'not while it is held' : 'no clock has started',
    }));
    const id = newId();
    const view = {
      title: `Certificate of deletion: ${vendor}`,
      report: await this.imprint.of({ id, madeBy: actor.name }),
      ...{ vendor, leftAt: leftAt?.toISOString() ?? null, isLeaving: status === 'offboarding' },
      ...{ headline: destroyedSentence(files, groups), left: leftSentence(kept) },
      ...{ groups, files: files.slice(0, mostFiles), more: Math.max(0, files.length - mostFiles) },
      kept,
    };
    const checkpoint = await this.imprint.checkpoint();
    const proof = { checkpoint, viewHash: sha256(JSON.stringify(view)) };
    const whole: DeletionReportView = { ...view, proof };
    return this.reports.order(actor, {
      ...{ id, template: 'deletion', format, asked: { vendorId } },
      subject: { kind: 'vendor', id: vendorId },
      view: whole,
    });
  }
}
