import { Body, Post } from '@nestjs/common';
import { DossierOrders, NewPortfolioDossier, NewVendorDossier } from '../../dossiers/index.js';
import { Me, Requires, type Caller } from '../../identity/index.js';
import {
  IdParam,
  readForm,
  redirect,
  show,
  submit,
  type Form,
  type FormBody,
  type Redirect,
  type View,
} from '../../platform/http/index.js';
import { Vendors } from '../../vendors/index.js';
import { shownForm } from '../frame/form-fields.js';
import { PageController } from '../frame/page-controller.js';
import { periodFields } from './order-fields.js';

/** Dossiers over a period, ordered from the page of a vendor or of the portfolio. */
@PageController()
export class PeriodOrderPages {
  constructor(
    private readonly orders: DossierOrders,
    private readonly vendors: Vendors,
  ) {}

  @Post('vendors/:id/dossiers')
  @Requires('dossiers.write')
  async ofVendor(
    @Me() me: Caller,
    @IdParam('id') vendorId: string,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    const { name } = await this.vendors.byId(vendorId);
    return submit(
      readForm(NewVendorDossier, body),
      async (wanted) => {
        const { id } = await this.orders.ofVendor(me, vendorId, wanted);
        return redirect(`/dossiers/${id}`);
      },
      (form) => orderAgain(form, { href: `/vendors/${vendorId}`, label: name }),
    );
  }

  @Post('portfolio/dossiers')
  @Requires('dossiers.write')
  async ofPortfolio(
    @Me() me: Caller,
    @Body() body: FormBody | undefined,
  ): Promise<View | Redirect> {
    return submit(
      readForm(NewPortfolioDossier, body),
      async (wanted) => {
        const { id } = await this.orders.ofPortfolio(me, wanted);
        return redirect(`/dossiers/${id}`);
      },
      (form) => orderAgain(form, { href: '/portfolio', label: 'Portfolio' }),
    );
  }
}

const orderAgain = (form: Form<object>, about: { href: string; label: string }): View =>
  show('pages/dossiers/order', {
    title: `Dossier: ${about.label}`,
    crumbs: [about, { label: 'Dossier' }],
    about,
    ...shownForm(periodFields, form),
  });
