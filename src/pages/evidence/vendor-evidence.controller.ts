import { Get, Post, Query, Req } from '@nestjs/common';
import { EvidenceFacts, EvidenceStore, FileIntake } from '../../evidence/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  blankForm,
  IdParam,
  ReceivesFile,
  redirect,
  show,
  submitFile,
  type Form,
  type Redirect,
  type Request,
  type View,
} from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { AuditsOfVendor } from '../audits/audits-of-vendor.js';
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { VendorTabs } from '../vendors/vendor-tabs.js';
import { evidenceFields, fileField } from './evidence-fields.js';
import { EvidenceOfVendor } from './evidence-of-vendor.js';
import { AttachedTo, EvidencePlaces, type EvidencePlace } from './evidence-places.js';

/** The tab of a vendor that shows who audited it and what it has shown us. */
@PageController('vendors/:id/evidence')
export class VendorEvidencePages {
  constructor(
    private readonly vendors: Vendors,
    private readonly store: EvidenceStore,
    private readonly intake: FileIntake,
    private readonly evidence: EvidenceOfVendor,
    private readonly audits: AuditsOfVendor,
    private readonly places: EvidencePlaces,
    private readonly tabs: VendorTabs,
  ) {}

  @Get()
  @Requires('evidence.read')
  async tab(@Me() me: Caller, @IdParam('id') id: string): Promise<View> {
    const { name } = await this.vendors.byId(id);
    return show('pages/evidence/vendor', {
      title: `${name}: audits and evidence`,
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { label: 'Audits and evidence' },
      ],
      name,
      tabs: await this.tabs.of(me, id, 'evidence'),
      ...(me.may.has('audits.read') ? { audits: await this.audits.view(me, id) } : {}),
      evidence: await this.evidence.view(me, id),
    });
  }

  @Get('new')
  @Requires('evidence.write')
  async blank(@IdParam('id') id: string, @Query() attachedTo: AttachedTo): Promise<View> {
    const kind = attachedTo.step === 'certificate' ? 'certificate' : 'other';
    return this.form(id, blankForm({ kind }), await this.places.find(id, attachedTo));
  }

  @Post()
  @Requires('evidence.write')
  @ReceivesFile()
  async add(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Query() attachedTo: AttachedTo,
    @Req() request: Request,
  ): Promise<View | Redirect> {
    const place = await this.places.find(vendorId, attachedTo);
    return submitFile(
      EvidenceFacts,
      request,
      async (file, facts) => {
        const purpose = { vendorId, facts, attachTo: place?.subject };
        const { id } = await this.store.receiveFor(me, file, purpose);
        return place
          ? redirect(place.href, 'The evidence is kept and attached here.')
          : redirect(`/evidence/${id}`, 'The evidence is kept.');
      },
      (form) => this.form(vendorId, form, place),
    );
  }

  private async form(id: string, form: Form<EvidenceFacts>, place?: EvidencePlace): Promise<View> {
    const { name } = await this.vendors.byId(id);
    const back = `/vendors/${id}/evidence`;
    const query = place?.query ?? '';
    return show('pages/evidence/new', {
      title: 'Add evidence',
      crumbs: [
        { href: '/vendors', label: 'Vendors' },
        { href: `/vendors/${id}`, label: name },
        { href: back, label: 'Audits and evidence' },
        { label: 'Add evidence' },
      ],
      name,
      place,
      action: back + query,
      back: place?.href ?? back,
      upload: {
        start: `/vendors/${id}/uploads${query}`,
        at: '/uploads/',
        most: this.intake.mostBytes,
        finish: 'evidence',
        then: place?.href ?? '/evidence/{id}',
      },
      ...shownForm({ ...evidenceFields, ...fileField(this.intake.mostBytes) }, form),
      scripts: ['/public/js/upload.js'],
      styles: ['/public/css/upload.css'],
    });
  }
}
